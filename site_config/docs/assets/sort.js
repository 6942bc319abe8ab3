// Tables that can be put in another order: table.lp-sortable. A cell is ordered by its data-sort, or by its words.
// The first choice is the order of the page, which stands without a script too.
(function () {
  "use strict";

  var make = function (tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  var words = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

  Array.from(document.querySelectorAll("table.lp-sortable")).forEach(function (table) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    if (rows.length < 2) return;
    var heads = Array.from(table.tHead.rows[0].cells);
    var key = function (row, column) {
      var cell = row.cells[column];
      return cell.dataset.sort || cell.textContent.trim();
    };

    var bar = make("div", "lp-toolbar");
    var label = bar.appendChild(make("label", "", "Order "));
    var select = label.appendChild(make("select"));
    select.appendChild(make("option", "", "of this page")).value = "";
    heads.forEach(function (head, column) {
      if (head.dataset.sort === "no") return;
      select.appendChild(make("option", "", "by " + head.textContent.trim())).value = String(column);
    });
    var turn = bar.appendChild(make("button", "lp-button", "Reverse"));
    turn.type = "button";
    turn.setAttribute("aria-pressed", "false");
    var said = bar.appendChild(make("span", "lp-vh"));
    said.setAttribute("role", "status");

    var put = function () {
      var reversed = turn.getAttribute("aria-pressed") === "true";
      var column = select.value === "" ? -1 : Number(select.value);
      var ordered = rows.slice();
      // What is not stated has no place in an order: it stays at the end, whichever way the order runs.
      var unstated = function (row) { return column >= 0 && /^not stated\b/.test(row.cells[column].textContent.trim()); };
      if (column >= 0) ordered.sort(function (a, b) { return words.compare(key(a, column), key(b, column)); });
      if (reversed) ordered.reverse();
      ordered = ordered.filter(function (row) { return !unstated(row); }).concat(ordered.filter(unstated));
      ordered.forEach(function (row) { body.appendChild(row); });
      heads.forEach(function (head, index) {
        if (index === column) head.setAttribute("aria-sort", reversed ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      said.textContent = "In the order " + select.options[select.selectedIndex].textContent + (reversed ? ", reversed" : "");
    };
    select.addEventListener("change", put);
    turn.addEventListener("click", function () {
      turn.setAttribute("aria-pressed", String(turn.getAttribute("aria-pressed") !== "true"));
      put();
    });
    var around = table.closest(".lp-scroll") || table;
    around.before(bar);
  });
})();
