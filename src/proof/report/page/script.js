// Filters the list of checks; without scripts the list is simply whole.
const rows = [...document.querySelectorAll('#checks tbody tr')];
const words = document.querySelector('#words');
const verdict = document.querySelector('#verdict');
const filter = () => {
  const wanted = words.value.toLowerCase();
  for (const row of rows) {
    const shown = (verdict.value === '' || row.dataset.verdict === verdict.value) &&
      row.textContent.toLowerCase().includes(wanted);
    row.hidden = !shown;
  }
};
words.addEventListener('input', filter);
verdict.addEventListener('input', filter);
// On paper, everything is open.
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(d => { d.open = true; }));
