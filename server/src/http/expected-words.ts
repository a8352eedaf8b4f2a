import type { TLocalizedValidationError } from 'typebox/error'

export type Expected = { readonly expected: string; readonly expectedZh: string }

type Params = {
  readonly limit?: number
  readonly comparison?: string
  readonly type?: string | readonly string[]
  readonly allowedValues?: readonly unknown[]
  readonly allowedValue?: unknown
}

const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  null: '空',
}

/**
 * What a shape asks for, as a person would say it; the library's own sentences speak of schemas. English keeps the library's
 * where it is plain.
 * @param name of the field, for one that nobody asked for
 */
export function expectedBy(error: TLocalizedValidationError, name: string): Expected {
  const params = error.params as Params
  const english = error.message
  const said = (expectedZh: string, expected = english): Expected => ({ expected, expectedZh })
  switch (error.keyword) {
    case 'boolean':
    case 'additionalProperties':
      return said(`这里没有“${name}”这一项`, `there is no field “${name}” here`)
    case 'enum':
    case 'const': {
      const values = (params.allowedValues ?? [params.allowedValue]).map(String).join(', ').slice(0, 160)
      return said(`只能是：${values}`, `one of: ${values}`)
    }
    case 'required':
      return said('必填', 'required')
    case 'type': {
      const wanted = typeof params.type === 'string' ? [params.type] : (params.type ?? [])
      return said(`要填${wanted.map(each => types[each] ?? each).join('或')}`)
    }
    case 'minLength':
      return params.limit === 1 ? said('不能空着', 'must not be empty') : said(`至少${params.limit}个字`)
    case 'maxLength':
      return said(`最多${params.limit}个字`)
    case 'minItems':
      return said(`至少${params.limit}项`)
    case 'maxItems':
      return said(`最多${params.limit}项`)
    case 'minimum':
      return said(`不能小于${params.limit}`)
    case 'maximum':
      return said(`不能大于${params.limit}`)
    case 'exclusiveMinimum':
      return said(`要大于${params.limit}`)
    case 'exclusiveMaximum':
      return said(`要小于${params.limit}`)
    case 'uniqueItems':
      return said('有重复')
    default:
      return said('格式不对')
  }
}
