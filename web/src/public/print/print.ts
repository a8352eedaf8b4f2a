/** `<button data-print hidden>`: shown only where printing works, which in-app browsers of chats do not offer. */
export function offerPrinting(page: Document): void {
  if (typeof window.print !== 'function' || /MicroMessenger/i.test(navigator.userAgent)) return
  for (const button of Array.prototype.slice.call(page.querySelectorAll('[data-print]')) as HTMLElement[]) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
