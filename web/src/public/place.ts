/**
 * The place of a report with a script: the position that the person asks for, once, and the map that is loaded when it is
 * asked for. Without this script the same page offers the villages as buttons.
 */
function begin(form: HTMLFormElement): void {
  const ways = form.querySelector<HTMLElement>('[data-ways]')
  const here = form.querySelector<HTMLButtonElement>('[data-here]')
  const map = form.querySelector<HTMLButtonElement>('[data-map]')
  const says = form.querySelector<HTMLElement>('[data-says]')
  const box = form.querySelector<HTMLElement>('[data-outlines]')
  const use = form.querySelector<HTMLElement>('[data-use]')
  const lon = form.querySelector<HTMLInputElement>('input[name="lon"]')
  const lat = form.querySelector<HTMLInputElement>('input[name="lat"]')
  if (!ways || !here || !map || !says || !box || !use || !lon || !lat) return
  const word = (name: string) => form.getAttribute(`data-word-${name}`) || ''
  ways.hidden = false

  if (!('geolocation' in navigator)) here.hidden = true
  here.addEventListener('click', () => {
    here.disabled = true
    says.textContent = word('locating')
    // One position for this report and no watching; browsers give WGS-84.
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        lon.value = coords.longitude.toFixed(7)
        lat.value = coords.latitude.toFixed(7)
        form.submit()
      },
      () => {
        here.disabled = false
        says.textContent = word('failed')
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 0 },
    )
  })

  // A module with a style sheet of its own: browsers too old for it keep the villages.
  const script = form.getAttribute('data-map-script')
  const style = form.getAttribute('data-map-style')
  if (!script || !style || !('noModule' in HTMLScriptElement.prototype)) map.hidden = true
  map.addEventListener('click', () => {
    map.disabled = true
    box.setAttribute('data-grid-map', box.getAttribute('data-outlines') || '')
    // The sheet first: the map measures its box when it begins.
    const sheet = document.createElement('link')
    sheet.rel = 'stylesheet'
    sheet.href = style || ''
    sheet.onload = load
    sheet.onerror = fail
    document.head.appendChild(sheet)
    const example = form.querySelector<HTMLElement>('[data-example]')
    if (example) example.hidden = false
    says.textContent = box.getAttribute('data-label')
  })
  function load(): void {
    const loader = document.createElement('script')
    loader.type = 'module'
    loader.src = script || ''
    loader.onerror = fail
    document.head.appendChild(loader)
  }
  function fail(): void {
    map!.disabled = false
    says!.textContent = word('map-failed')
  }
  box.addEventListener('map-failed', fail)
  box.addEventListener('chosen', () => {
    use.hidden = false
  })
}

Array.prototype.forEach.call(document.querySelectorAll('form[data-place]'), begin)
