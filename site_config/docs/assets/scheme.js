// Before the first paint: the reader's own choice of colours, and that scripts run.
(function (root) {
  try {
    var chosen = localStorage.getItem("local-protocols-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch (refused) {}
  root.className = "js";
})(document.documentElement);
