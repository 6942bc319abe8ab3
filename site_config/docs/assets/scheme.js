// Before the first paint: the reader's own choice of colours, that scripts run, and that two protocols are asked for.
(function (root) {
  try {
    var chosen = localStorage.getItem("local-protocols-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch (refused) {}
  root.className = /[?&]a=.+&b=./.test(location.search) ? "js lp-asked" : "js";
})(document.documentElement);
