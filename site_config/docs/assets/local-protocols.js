// What a script can add to a page that is complete without it. Nothing is fetched, nothing is sent.
(() => {
  "use strict";

  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const each = (selector, act, within) => { all(selector, within).forEach(act); };
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const live = document.body.appendChild(make("div", "lp-vh"));
  live.setAttribute("role", "status");
  const say = words => {
    live.textContent = "";
    setTimeout(() => { live.textContent = words; }, 50);
  };
  const day = date => {
    return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  };

  // From a folder on disk an address that ends in a slash shows the folder: name its page.
  if (location.protocol === "file:") {
    const mend = (element, name) => {
      const given = element.getAttribute(name);
      if (given === null || given.charAt(0) === "#") return;
      const to = new URL(given, document.baseURI);
      if (to.protocol !== "file:" || to.pathname.slice(-1) !== "/") return;
      to.pathname += "index.html";
      element.setAttribute(name, to.href);
    };
    each("a[href]", link => { mend(link, "href"); });
    each("form[action]", form => { mend(form, "action"); });
    document.addEventListener("click", event => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (link) mend(link, "href");
    }, true);
  }

  // Colours: as on the device; the other; the same but kept; as on the device again.
  each(".lp-scheme", button => {
    const key = "local-protocols-colours";
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? { "": "light", light: "dark", dark: "" } : { "": "dark", dark: "light", light: "" };
    const name = () => {
      const chosen = root.dataset.scheme || "";
      button.setAttribute("aria-label", "Colours: " + (chosen || "as on this device"));
    };
    button.addEventListener("click", () => {
      const chosen = next[root.dataset.scheme || ""];
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
  const menu = document.querySelector(".lp-menu");
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    if (hideTip()) return;
    if (menu && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", event => {
    if (menu && menu.open && !menu.parentElement.contains(event.target)) menu.open = false;
  });

  // A table that fits needs no stop for the Tab key.
  if (window.ResizeObserver) {
    const fits = new ResizeObserver(entries => {
      entries.forEach(entry => {
        const region = entry.target;
        if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
        else region.removeAttribute("tabindex");
      });
    });
    each(".lp-scroll[tabindex]", region => { fits.observe(region); });
  }

  // Dates that have passed when the page is read.
  const today = new Date();
  each(".lp-due[data-due]", due => {
    const [year, month, date] = due.dataset.due.split("-").map(Number);
    const days = Math.round((Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - Date.UTC(year, month - 1, date)) / 864e5);
    if (!(days > 0)) return;
    const months = (today.getFullYear() - year) * 12 + today.getMonth() + 1 - month - (today.getDate() < date);
    const of = (count, unit) => count ? [`${count} ${unit}${count === 1 ? "" : "s"}`] : [];
    const late = months < 2 ? of(days, "day") : [...of(Math.floor(months / 12), "year"), ...of(months % 12, "month")];
    const words = (due.dataset.overdue || "overdue by {time}").replace("{time}", late.join(" and "));
    if (due.textContent.trim()) due.appendChild(document.createTextNode(" – "));
    due.appendChild(make("span", "lp-late", words));
  });

  // Buttons that copy. A citation gets the address of its place and the day on which it is read.
  const published = document.querySelector("link[rel=canonical]") || { href: location.protocol === "file:" ? "" : location.href.split("#")[0] };
  const copy = (text, done) => {
    const byHand = () => {
      const field = document.body.appendChild(make("textarea", "lp-vh"));
      const before = document.activeElement;
      field.value = text;
      field.select();
      const worked = document.execCommand("copy");
      field.remove();
      if (before) before.focus();
      done(worked);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => { done(true); }, byHand);
    else byHand();
  };
  const addButton = (place, label, text) => {
    const button = make("button", "lp-copy", label);
    button.type = "button";
    button.addEventListener("click", () => {
      copy(text(), worked => {
        say(worked ? "Copied" : "Could not copy");
        button.textContent = worked ? "Copied" : "Could not copy";
        setTimeout(() => { button.textContent = label; }, 2000);
      });
    });
    place.insertAdjacentElement("afterend", button);
  };
  const addButtons = within => {
    each(".lp-cite, .lp-permalink", place => {
      if (place.dataset.copy || place.closest("details:not([open])")) return;
      place.dataset.copy = "yes";
      const link = place.parentNode.querySelector(".lp-permalink");
      if (link && !place.href) place.append(published.href ? ` ${published.href}${link.hash}, read ${day(today)}.` : ` Read ${day(today)}.`);
      if (place.href) addButton(place, "Copy link", () => place.href);
      else addButton(place, place.dataset.label || "Copy citation", () => place.textContent.replace(/\s+/g, " ").trim());
    }, within);
  };
  addButtons();
  document.addEventListener("toggle", event => {
    if (event.target.open) addButtons(event.target);
  }, true);

  // Terms: what they mean, beside them; the link to the glossary stays.
  let tip = null;
  let tipFor = null;
  let waiting = 0;
  function hideTip() {
    clearTimeout(waiting);
    if (!tipFor) return false;
    tipFor.removeAttribute("aria-describedby");
    tip.remove();
    tipFor = null;
    return true;
  }
  const showTip = term => {
    clearTimeout(waiting);
    if (tipFor === term) return;
    hideTip();
    if (!tip) {
      tip = make("div", "lp-tip");
      tip.id = "lp-tip";
      tip.setAttribute("role", "tooltip");
      tip.addEventListener("mouseenter", () => { clearTimeout(waiting); });
      tip.addEventListener("mouseleave", soonHide);
    }
    tip.textContent = term.dataset.meaning;
    (document.querySelector("main") || document.body).appendChild(tip);
    term.setAttribute("aria-describedby", "lp-tip");
    tipFor = term;
    const place = term.getClientRects()[0];
    const size = tip.getBoundingClientRect();
    const left = Math.max(16, Math.min(place.left, root.clientWidth - size.width - 16));
    const above = place.bottom + size.height + 8 > window.innerHeight && place.top > size.height + 8;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = (above ? place.top - size.height - 4 : place.bottom + 4) + window.scrollY + "px";
  };
  function soonHide() {
    clearTimeout(waiting);
    waiting = setTimeout(hideTip, 200);
  }
  let touched = false;
  const termAt = event => event.target.closest && event.target.closest(".lp-term[data-meaning]");
  document.addEventListener("pointerdown", event => { touched = event.pointerType === "touch"; }, true);
  document.addEventListener("mouseover", event => {
    const term = termAt(event);
    if (!term || touched) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => { showTip(term); }, 150);
  });
  document.addEventListener("mouseout", event => { if (termAt(event)) soonHide(); });
  document.addEventListener("focusin", event => {
    const term = termAt(event);
    if (!term) hideTip(); // at once: it must not cover what has the focus now
    else if (!touched) showTip(term);
  });
  document.addEventListener("focusout", event => { if (termAt(event)) soonHide(); });
  document.addEventListener("click", event => {
    const term = termAt(event);
    if (!touched) return;
    if (term && tipFor !== term) { // the first touch explains, the second follows the link
      event.preventDefault();
      showTip(term);
    } else if (!term && !(tip && tip.contains(event.target))) hideTip();
  });

  // What is addressed is shown, also inside of closed details.
  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return; }
    const target = id && document.getElementById(id);
    let closed = false;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS" && !at.open) closed = at.open = true;
    }
    if (closed) target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  // On paper: everything open, where it was printed from and when.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details:not([open]):not(.lp-tools):not(.lp-menu):not(.lp-contents-narrow)");
    opened.forEach(details => { details.open = true; });
    each(".lp-printed", old => { old.remove(); });
    const footer = document.querySelector(".lp-footer__inner");
    if (footer) footer.appendChild(make("p", "lp-printed", "Printed on " + day(new Date()) + " from " + location.href.split("#")[0]));
  });
  window.addEventListener("afterprint", () => {
    opened.forEach(details => { details.open = false; });
    opened = [];
  });
})();
