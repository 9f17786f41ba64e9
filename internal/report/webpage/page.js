
"use strict";
// Tables can be put in order by the buttons that this makes of their headings. Each
// section is ordered within itself; where nothing stands comes last.
(() => {
  const told = document.getElementById("told");
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const cell = (row, column) => row.cells[column];

  function order(table, column, way) {
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains("section"));
      rows.forEach((row, i) => { row.dataset.place ??= i; });
      rows.sort((a, b) => {
        if (way === 0) return a.dataset.place - b.dataset.place;
        const [x, y] = [cell(a, column), cell(b, column)];
        const [s, t] = [x.textContent.trim(), y.textContent.trim()];
        if (s === "" || t === "") return (s === "") - (t === "");
        const [m, n] = [x.dataset.order, y.dataset.order];
        if (m === undefined !== (n === undefined)) return (m === undefined) - (n === undefined);
        return way * (m === undefined ? compare(s, t) : m - n);
      });
      body.append(...rows);
    }
  }

  for (const table of document.querySelectorAll("main table")) {
    if ([...table.tBodies].every((body) => body.rows.length < 3)) continue;
    [...table.tHead.rows[0].cells].forEach((th, column) => {
      if (th.classList.contains("unordered")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      th.append(button);
      // Numbers are wanted from the largest, words from A; the third press undoes.
      const ways = th.classList.contains("n") ? [-1, 1, 0] : [1, -1, 0];
      let pressed = 0;
      button.addEventListener("click", () => {
        const fresh = !th.hasAttribute("aria-sort");
        pressed = fresh ? 0 : pressed + 1;
        const way = ways[pressed % 3];
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        if (way !== 0) th.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        order(table, column, way);
        const how = way === 0 ? told.dataset.unsorted : button.textContent + ", " + (way > 0 ? told.dataset.up : told.dataset.down);
        told.textContent = told.dataset.sorted.replace("{0}", () => how);
      });
    });
  }

  // What all fits needs no stop of the keyboard.
  const fits = (area) => area.scrollWidth <= area.clientWidth + 1 && area.scrollHeight <= area.clientHeight + 1;
  const look = (area) => { if (fits(area)) area.removeAttribute("tabindex"); else area.tabIndex = 0; };
  const watch = new ResizeObserver((all) => all.forEach((one) => look(one.target)));
  for (const area of document.querySelectorAll(".scroll")) watch.observe(area);
})();
