"use strict";
(() => {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/["'`´“”„‟‘’‚‛«»‹›]/g, "").toLowerCase();
  const field = document.getElementById("q");
  const found = document.getElementById("found");
  const entries = Array.from(document.querySelectorAll("#entries > li"), (item) => [item, plain(`${item.textContent} ${item.dataset.also || ""}`)]);
  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let number = 0;
    for (const [item, text] of entries) {
      const fits = words.every((word) => text.includes(word));
      item.hidden = !fits;
      number += fits;
    }
    found.textContent = number === 0 ? "No entry." : number === 1 ? "1 entry." : number.toLocaleString("en-GB") + " entries.";
  };
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", search);
  search();
})();
