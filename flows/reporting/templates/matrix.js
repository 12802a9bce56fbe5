"use strict";
(() => {
  const table = document.getElementById("matrix");
  if (!table) return;
  const rows = Array.from(table.tBodies[0].rows, (row) => Array.from(row.cells, (cell) => cell.querySelector("a.cell")));
  const places = new Map();
  rows.forEach((row, y) => row.forEach((link, x) => link && places.set(link, [y, x])));
  // What the sticky headers cover is not in sight: a cell that gets the focus is scrolled clear of them.
  const clear = () => {
    const corner = table.tHead.rows[0].cells[0];
    table.parentElement.style.scrollPadding = `${corner.offsetHeight + 6}px 6px 6px ${corner.offsetWidth + 6}px`;
  };
  clear();
  window.addEventListener("resize", clear);
  let current = places.keys().next().value;
  for (const link of places.keys()) link.tabIndex = link === current ? 0 : -1;
  const go = (link) => {
    current.tabIndex = -1;
    current = link;
    link.tabIndex = 0;
    link.focus();
  };
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const next = ([y, x], [down, right]) => {
    for (y += down, x += right; rows[y] && x >= 0 && x < rows[y].length; y += down, x += right) {
      if (rows[y][x]) return rows[y][x];
    }
    return null;
  };
  table.addEventListener("keydown", (event) => {
    const place = places.get(event.target);
    if (!place) return;
    const row = rows[place[0]].filter(Boolean);
    const target =
      event.key === "Home" ? row[0] : event.key === "End" ? row[row.length - 1] : steps[event.key] ? next(place, steps[event.key]) : null;
    if (!target) return;
    event.preventDefault();
    go(target);
  });
  table.addEventListener("focusin", (event) => {
    if (places.has(event.target) && event.target !== current) go(event.target);
  });
})();
