// Tables that can be put in another order: table.lp-sortable. A cell is ordered by its data-sort, or by its words.
// The first choice is the order of the page, which stands without a script too.
(() => {
  "use strict";

  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const words = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

  Array.from(document.querySelectorAll("table.lp-sortable")).forEach(table => {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    if (rows.length < 2) return;
    const heads = Array.from(table.tHead.rows[0].cells);
    const key = (row, column) => {
      const cell = row.cells[column];
      return cell.dataset.sort || cell.textContent.trim();
    };

    const bar = make("div", "lp-toolbar");
    const label = bar.appendChild(make("label", "", "Order "));
    const select = label.appendChild(make("select"));
    select.appendChild(make("option", "", "of this page")).value = "";
    heads.forEach((head, column) => {
      if (head.dataset.sort === "no") return;
      select.appendChild(make("option", "", "by " + head.textContent.trim())).value = String(column);
    });
    const turn = bar.appendChild(make("button", "lp-button", "Reverse"));
    turn.type = "button";
    turn.setAttribute("aria-pressed", "false");
    const said = bar.appendChild(make("span", "lp-vh"));
    said.setAttribute("role", "status");

    const put = () => {
      const reversed = turn.getAttribute("aria-pressed") === "true";
      const column = select.value === "" ? -1 : Number(select.value);
      let ordered = rows.slice();
      // What is not stated has no place in an order: it stays at the end, whichever way the order runs.
      const unstated = row => column >= 0 && /^not stated\b/.test(row.cells[column].textContent.trim());
      if (column >= 0) ordered.sort((a, b) => words.compare(key(a, column), key(b, column)));
      if (reversed) ordered.reverse();
      ordered = ordered.filter(row => !unstated(row)).concat(ordered.filter(unstated));
      ordered.forEach(row => { body.appendChild(row); });
      heads.forEach((head, index) => {
        if (index === column) head.setAttribute("aria-sort", reversed ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      said.textContent = "In the order " + select.options[select.selectedIndex].textContent + (reversed ? ", reversed" : "");
    };
    select.addEventListener("change", put);
    turn.addEventListener("click", () => {
      turn.setAttribute("aria-pressed", String(turn.getAttribute("aria-pressed") !== "true"));
      put();
    });
    const around = table.closest(".lp-scroll") || table;
    around.before(bar);
  });
})();
