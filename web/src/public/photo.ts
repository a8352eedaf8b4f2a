import { type PhotoFault, sendPhoto, thumbnailOf, withdrawPhoto } from '../photo/send-photo.ts'

/**
 * `<div data-photos="report" data-most="9" data-word-sending="正在上传" data-word-remove="去掉" data-word-failed="没有传上"
 * data-word-many="最多9张" data-word-wait="照片传完后自动提交"><input type="file" name="photo_files" multiple></div>` inside a
 * form: photos leave as they are chosen and the form names their ids in hidden fields `photos`. Without this script the
 * same field sends the files with the form.
 */
function begin(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>('input[type="file"]')
  const form = input?.form
  if (!input || !form) return
  const word = (name: string) => box.getAttribute(`data-word-${name}`) || ''
  const most = Number(box.getAttribute('data-most')) || 9
  const key = `onegrid.photos.${box.getAttribute('data-photos')}`
  const list = box.appendChild(document.createElement('ul'))
  list.className = 'photo-list'
  const status = box.appendChild(document.createElement('p'))
  status.setAttribute('role', 'status')
  box.classList.add('photo-live')
  let sending = 0
  let waiting = false

  const named = () =>
    Array.prototype.map.call(
      box.querySelectorAll('input[name="photos"]'),
      field => (field as HTMLInputElement).value,
    ) as string[]

  /** The back key must not lose what has arrived. */
  function remember(): void {
    try {
      sessionStorage.setItem(key, JSON.stringify(named()))
    } catch (_) {
      // storage is switched off: the hidden fields are there
    }
  }

  function row(picture: string, remove: (item: HTMLElement) => void) {
    const item = list.appendChild(document.createElement('li'))
    const image = item.appendChild(document.createElement('img'))
    image.alt = ''
    image.src = picture
    const says = item.appendChild(document.createElement('span'))
    const button = item.appendChild(document.createElement('button'))
    button.type = 'button'
    button.textContent = word('remove')
    button.onclick = () => {
      list.removeChild(item)
      remove(item)
      remember()
      input!.focus()
    }
    return { item, image, says }
  }

  function name(item: HTMLElement, photoId: string): void {
    const field = item.appendChild(document.createElement('input'))
    field.type = 'hidden'
    field.name = 'photos'
    field.value = photoId
  }

  function send(file: File): void {
    let photoId: string | undefined
    const picture = URL.createObjectURL(file)
    const { item, image, says } = row(picture, () => (photoId === undefined ? upload.cancel() : withdrawPhoto(photoId)))
    image.onload = image.onerror = () => URL.revokeObjectURL(picture)
    says.textContent = word('sending')
    const upload = sendPhoto(file, share => {
      says.textContent = `${word('sending')} ${Math.floor(share * 100)}%`
    })
    sending += 1
    upload.done
      .then(
        done => {
          photoId = done
          if (!list.contains(item)) return withdrawPhoto(done)
          image.src = thumbnailOf(done)
          says.textContent = ''
          name(item, done)
          remember()
        },
        (fault: PhotoFault) => {
          says.textContent = fault.text === '' ? word('failed') : `${fault.text}${fault.remedy}`
          says.setAttribute('role', 'alert')
          image.hidden = true
          // Nothing leaves unseen: the person reads what failed and sends the form again, without that photo.
          waiting = false
          status.textContent = ''
        },
      )
      .then(() => {
        sending -= 1
        if (waiting && sending === 0) form!.submit()
      })
  }

  input.addEventListener('change', () => {
    status.textContent = ''
    const chosen = Array.prototype.slice.call(input.files || []) as File[]
    // Its files are on their way: the form must not send them a second time.
    input.value = ''
    for (const file of chosen) {
      if (list.children.length < most) send(file)
      else status.textContent = word('many')
    }
  })
  form.addEventListener('submit', event => {
    if (sending === 0) return
    event.preventDefault()
    waiting = true
    status.textContent = word('wait')
  })

  if (document.querySelector(`meta[name="draft-sent"][content="${box.getAttribute('data-photos')}"]`))
    sessionStorage.removeItem(key)
  let kept: string[] = []
  try {
    kept = JSON.parse(sessionStorage.getItem(key) || '[]')
  } catch (_) {
    // nothing kept
  }
  for (const photoId of kept.filter(each => named().indexOf(each) < 0)) {
    const { item, image } = row(thumbnailOf(photoId), () => withdrawPhoto(photoId))
    // Swept meanwhile, or used by a report that was sent.
    image.onerror = () => {
      if (list.contains(item)) list.removeChild(item)
      remember()
    }
    name(item, photoId)
  }
}

Array.prototype.forEach.call(document.querySelectorAll('[data-photos]'), begin)
