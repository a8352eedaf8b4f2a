/**
 * The component libraries publish their languages as modules that the bundler and the type checker see differently: one as
 * the words themselves, the other as a module around them. Both are right about their own side.
 */
export function wordsOf<Words extends object>(module: { readonly default: Words }): Words {
  return 'default' in module && typeof module.default === 'object' ? module.default : (module as unknown as Words)
}
