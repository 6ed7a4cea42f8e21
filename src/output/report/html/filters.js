// The script of the page: it shows the filters, which do nothing without it, and hides the rows that do not match.
// Everything else on the page works without it.
'use strict'
const form = document.querySelector('#filters')
if (form !== null) {
  const rows = Array.from(document.querySelectorAll('#images tbody tr'))
  const texts = rows.map(row => row.textContent.toLowerCase())
  const status = document.querySelector('#shown')
  const nothing = document.querySelector('#nothing')
  const show = () => {
    const wanted = new FormData(form)
    const words = String(wanted.get('words'))
      .toLowerCase()
      .split(' ')
      .filter(word => word !== '')
    let shown = 0
    rows.forEach((row, index) => {
      const fits =
        words.every(word => texts[index].includes(word)) &&
        ['state', 'component', 'registry'].every(name => {
          const value = wanted.get(name)
          return value === null || value === '' || row.dataset[name] === value
        })
      row.hidden = !fits
      if (fits) shown += 1
    })
    status.textContent =
      shown === rows.length ? rows.length + ' images' : shown + ' of ' + rows.length + ' images'
    nothing.hidden = shown > 0
  }
  form.hidden = false
  form.addEventListener('input', show)
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(show))
  show()
}
