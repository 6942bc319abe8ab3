// What a script can add to a page that is complete without it. Nothing is fetched, nothing is sent.
(function () {
  "use strict";

  var root = document.documentElement;
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var each = function (selector, act, within) { all(selector, within).forEach(act); };
  var make = function (tag, className, text) {
    var made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  var live = document.body.appendChild(make("div", "lp-vh"));
  live.setAttribute("role", "status");
  var say = function (words) {
    live.textContent = "";
    setTimeout(function () { live.textContent = words; }, 50);
  };
  var day = function (date) {
    return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  };

  // From a folder on disk an address that ends in a slash shows the folder: name its page.
  if (location.protocol === "file:") {
    var mend = function (element, name) {
      var given = element.getAttribute(name);
      if (given === null || given.charAt(0) === "#") return;
      var to = new URL(given, document.baseURI);
      if (to.protocol !== "file:" || to.pathname.slice(-1) !== "/") return;
      to.pathname += "index.html";
      element.setAttribute(name, to.href);
    };
    each("a[href]", function (link) { mend(link, "href"); });
    each("form[action]", function (form) { mend(form, "action"); });
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (link) mend(link, "href");
    }, true);
  }

  // Colours: as on the device; the other; the same but kept; as on the device again.
  each(".lp-scheme", function (button) {
    var key = "local-protocols-colours";
    var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    var next = dark ? { "": "light", light: "dark", dark: "" } : { "": "dark", dark: "light", light: "" };
    var name = function () {
      var chosen = root.dataset.scheme || "";
      button.setAttribute("aria-label", "Colours: " + (chosen || "as on this device"));
    };
    button.addEventListener("click", function () {
      var chosen = next[root.dataset.scheme || ""];
      if (chosen) root.dataset.scheme = chosen;
      else delete root.dataset.scheme;
      try {
        if (chosen) localStorage.setItem(key, chosen);
        else localStorage.removeItem(key);
      } catch (refused) { /* the choice holds for this page */ }
      name();
      say(button.getAttribute("aria-label"));
    });
    name();
  });

  // The menu: Escape, or a press elsewhere, closes it.
  var menu = document.querySelector(".lp-menu");
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    if (hideTip()) return;
    if (menu && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) {
    if (menu && menu.open && !menu.parentElement.contains(event.target)) menu.open = false;
  });

  // A table that fits needs no stop for the Tab key.
  if (window.ResizeObserver) {
    var fits = new ResizeObserver(function (entries) {
      entries.forEach(function (entry) {
        var region = entry.target;
        if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
        else region.removeAttribute("tabindex");
      });
    });
    each(".lp-scroll[tabindex]", function (region) { fits.observe(region); });
  }

  // Dates that have passed when the page is read.
  var today = new Date();
  each(".lp-due[data-due]", function (due) {
    var parts = due.dataset.due.split("-").map(Number);
    var days = Math.round((Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - Date.UTC(parts[0], parts[1] - 1, parts[2])) / 864e5);
    if (!(days > 0)) return;
    var words = (due.dataset.overdue || "overdue by {days}").replace("{days}", days.toLocaleString("en-GB") + (days === 1 ? " day" : " days"));
    if (due.textContent.trim()) due.appendChild(document.createTextNode(" – "));
    due.appendChild(make("span", "lp-late", words));
  });

  // Citations: the address and the day; buttons that copy.
  each(".lp-today", function (place) { place.textContent = day(today); });
  each(".lp-address[data-fragment]", function (place) {
    place.textContent = location.href.split("#")[0] + "#" + place.dataset.fragment;
  });
  var copy = function (text, done) {
    var byHand = function () {
      var field = document.body.appendChild(make("textarea", "lp-vh"));
      var before = document.activeElement;
      field.value = text;
      field.select();
      var worked = document.execCommand("copy");
      field.remove();
      if (before) before.focus();
      done(worked);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    else byHand();
  };
  var addButton = function (place, label, text) {
    var button = make("button", "lp-copy", label);
    button.type = "button";
    button.addEventListener("click", function () {
      copy(text(), function (worked) {
        say(worked ? "Copied" : "Could not copy");
        button.textContent = worked ? "Copied" : "Could not copy";
        setTimeout(function () { button.textContent = label; }, 2000);
      });
    });
    place.insertAdjacentElement("afterend", button);
  };
  var addButtons = function (within) {
    each(".lp-cite, .lp-permalink", function (place) {
      if (place.dataset.copy || place.closest("details:not([open])")) return;
      place.dataset.copy = "yes";
      if (place.href) addButton(place, "Copy link", function () { return place.href; });
      else addButton(place, "Copy citation", function () { return place.textContent.replace(/\s+/g, " ").trim(); });
    }, within);
  };
  addButtons();
  document.addEventListener("toggle", function (event) {
    if (event.target.open) addButtons(event.target);
  }, true);

  // Terms: what they mean, beside them; the link to the glossary stays.
  var tip = null;
  var tipFor = null;
  var waiting = 0;
  function hideTip() {
    clearTimeout(waiting);
    if (!tipFor) return false;
    tipFor.removeAttribute("aria-describedby");
    tip.remove();
    tipFor = null;
    return true;
  }
  var showTip = function (term) {
    clearTimeout(waiting);
    if (tipFor === term) return;
    hideTip();
    if (!tip) {
      tip = make("div", "lp-tip");
      tip.id = "lp-tip";
      tip.setAttribute("role", "tooltip");
      tip.addEventListener("mouseenter", function () { clearTimeout(waiting); });
      tip.addEventListener("mouseleave", soonHide);
    }
    tip.textContent = term.dataset.meaning;
    (document.querySelector("main") || document.body).appendChild(tip);
    term.setAttribute("aria-describedby", "lp-tip");
    tipFor = term;
    var place = term.getClientRects()[0];
    var size = tip.getBoundingClientRect();
    var left = Math.max(16, Math.min(place.left, root.clientWidth - size.width - 16));
    var above = place.bottom + size.height + 8 > window.innerHeight && place.top > size.height + 8;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = (above ? place.top - size.height - 4 : place.bottom + 4) + window.scrollY + "px";
  };
  function soonHide() {
    clearTimeout(waiting);
    waiting = setTimeout(hideTip, 200);
  }
  var touched = false;
  var termAt = function (event) { return event.target.closest && event.target.closest(".lp-term[data-meaning]"); };
  document.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; }, true);
  document.addEventListener("mouseover", function (event) {
    var term = termAt(event);
    if (!term || touched) return;
    clearTimeout(waiting);
    waiting = setTimeout(function () { showTip(term); }, 150);
  });
  document.addEventListener("mouseout", function (event) { if (termAt(event)) soonHide(); });
  document.addEventListener("focusin", function (event) {
    var term = termAt(event);
    if (!term) hideTip(); // at once: it must not cover what has the focus now
    else if (!touched) showTip(term);
  });
  document.addEventListener("focusout", function (event) { if (termAt(event)) soonHide(); });
  document.addEventListener("click", function (event) {
    var term = termAt(event);
    if (!touched) return;
    if (term && tipFor !== term) { // the first touch explains, the second follows the link
      event.preventDefault();
      showTip(term);
    } else if (!term && !(tip && tip.contains(event.target))) hideTip();
  });

  // What is addressed is shown, also inside of closed details.
  var reveal = function () {
    var id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return; }
    var target = id && document.getElementById(id);
    var closed = false;
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS" && !at.open) closed = at.open = true;
    }
    if (closed) target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  // On paper: everything open, where it was printed from and when.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("details:not([open]):not(.lp-tools):not(.lp-menu):not(.lp-contents-narrow)");
    opened.forEach(function (details) { details.open = true; });
    each(".lp-printed", function (old) { old.remove(); });
    var footer = document.querySelector(".lp-footer__inner");
    if (footer) footer.appendChild(make("p", "lp-printed", "Printed on " + day(new Date()) + " from " + location.href.split("#")[0]));
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });
})();
