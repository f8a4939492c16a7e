(() => {
  'use strict';
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const unfold = (id, open) => {
    const button = document.querySelector(`button.open[aria-controls="${CSS.escape(id)}"]`);
    if (!button) return;
    button.setAttribute('aria-expanded', String(open));
    document.getElementById(id).hidden = !open;
  };

  for (const button of all('button.open')) {
    button.addEventListener('click', () => unfold(button.getAttribute('aria-controls'), button.getAttribute('aria-expanded') !== 'true'));
  }

  // A link to an option opens it.
  const follow = () => {
    const agent = location.hash.slice(3);
    if (!location.hash.startsWith('#o-')) return;
    unfold('d-' + agent, true);
    for (let at = document.getElementById('o-' + agent); at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  };
  addEventListener('hashchange', follow);
  for (const link of all('a[href^="#o-"]')) link.addEventListener('click', () => setTimeout(follow));
  follow();

  // Browsers whose style cannot reach into a folded part have it opened while they print.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('.history, .history details').filter(part => !part.open);
    for (const part of folded) part.open = true;
  });
  addEventListener('afterprint', () => { for (const part of folded.splice(0)) part.open = false; });

  for (const box of all('[data-show]')) {
    box.addEventListener('change', () => {
      for (const cell of all(`.options [data-col="${box.dataset.show}"]`)) cell.hidden = !box.checked;
      compare();
    });
  }

  const help = document.getElementById('compare-help');
  const helpText = help.textContent;
  const ticks = all('[data-compare]');
  function compare() {
    const chosen = ticks.filter(tick => tick.checked).map(tick => tick.closest('tr'));
    const target = document.getElementById('compared');
    target.textContent = '';
    help.textContent = helpText;
    if (chosen.length < 2) {
      scrolls();
      return;
    }
    const table = document.createElement('table');
    table.className = 'compared';
    const head = table.createTHead().insertRow();
    head.appendChild(document.createElement('td'));
    for (const row of chosen) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = row.querySelector('.name b').textContent + ' (' + row.querySelector('.name .standing').textContent + ')';
      head.appendChild(cell);
    }
    const body = table.createTBody();
    for (const first of all('td[data-col]', chosen[0]).filter(cell => !cell.hidden)) {
      const line = body.insertRow();
      const label = document.createElement('th');
      label.scope = 'row';
      label.textContent = first.dataset.label;
      line.appendChild(label);
      const cells = chosen.map(row => row.querySelector(`td[data-col="${first.dataset.col}"]`));
      if (new Set(cells.map(cell => cell.textContent)).size > 1) {
        line.className = 'differs';
        const said = document.createElement('span');
        said.className = 'hidden';
        said.textContent = ' ' + help.dataset.differs;
        label.appendChild(said);
      }
      for (const cell of cells) {
        const copy = line.insertCell();
        for (const part of cell.childNodes) copy.appendChild(part.cloneNode(true));
      }
    }
    target.appendChild(table);
    scrolls();
  }

  // Whoever sees two of four columns is told that there are more, and reaches them by the keyboard.
  function scrolls() {
    const target = document.getElementById('compared');
    const more = target.scrollWidth > target.clientWidth;
    document.getElementById('compare-more').hidden = !more;
    if (more) target.tabIndex = 0; else target.removeAttribute('tabindex');
  }
  addEventListener('resize', scrolls);
  for (const tick of ticks) {
    tick.addEventListener('change', () => {
      if (ticks.filter(other => other.checked).length > 4) {
        tick.checked = false;
        help.textContent = help.dataset.full;
        return;
      }
      compare();
    });
  }

  const form = document.getElementById('answers');
  if (form) {
    const text = document.getElementById('answer-text');
    const write = () => {
      const answers = [];
      const never = new Set(all('input', form).filter(field => field.type === 'checkbox' && field.checked).map(field => field.name));
      for (const field of all('input', form)) {
        if (field.type === 'date' && never.has(field.name)) continue;
        const value = field.type === 'radio' || field.type === 'checkbox' ? (field.checked ? field.value : '') : field.value.trim();
        if (value === '') continue;
        const type = field.dataset.type;
        answers.push({ fact: field.name, value: type === 'flag' ? value === 'yes' : type === 'number' ? Number(value) : type === 'set' ? value.split(',').map(part => part.trim()) : value, date: form.dataset.date, by: '' });
      }
      text.value = JSON.stringify(answers, null, 2);
    };
    form.addEventListener('input', write);
    form.addEventListener('submit', event => event.preventDefault());
    write();
    const said = document.getElementById('copied');
    document.getElementById('copy').addEventListener('click', () => {
      text.select();
      const done = () => { said.textContent = said.dataset.text; };
      if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, () => { document.execCommand('copy'); done(); });
      else { document.execCommand('copy'); done(); }
    });
  }
})();
