// What a reader has chosen, as a CSV file made in the browser: byte for byte as generator/exporting/csv_file.py makes it of
// the tables of generator/views/tables. It is loaded when somebody asks for the file.
(() => {
  "use strict";

  const acts = /^(?:['\t\r\n]|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*[=+\-@＝＋－＠])/;
  const cell = text => {
    const guarded = acts.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(guarded) ? '"' + guarded.replaceAll('"', '""') + '"' : guarded;
  };
  const save = (name, rows) => {
    const text = rows.map(row => row.map(each => cell(String(each ?? ""))).join(",") + "\r\n").join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
  };

  // ---- two protocols (generator/views/tables/comparison.py)

  const named = target => Array.isArray(target) ? target[0] : target;
  const row = (words, last) => words.length > 1 ? words.slice(0, -1).join(", ") + last + words.at(-1) : words.join("");
  const fact = of => of ? [of[0].map(named).join("; "), of[1].replace(/^ +| +$/g, "")].filter(Boolean).join("\n") : "not stated";
  const duty = ([clause, [reporter, , receivers, anyOf, howOften, timing, condition, content, words]]) => [
    reporter ? named(reporter) : "Reporter not stated", " gives to ",
    row(receivers.map(named), anyOf ? " or " : " and ") || "receiver not stated",
    howOften ? `, ${howOften}` : "", timing ? `, “${timing}”` : "", condition ? `; condition: “${condition}”` : "",
    content ? `; content: “${content}”` : "", `; in the words “${words}”. ${named(clause)}`].join("");
  const cited = ([words, clause, gone]) => `${words} (${named(clause)})` + (gone ? `: ${gone}` : "");
  const redline = pieces => pieces.map(([left, right, change, kept]) => !change || kept ? right || left
    : (left ? `[-${left}-]` : "") + (right ? `{+${right}+}` : "")).join("");

  const pair = ([a, b]) => {
    const { sides, shared, topics, views } = window.lpSideBySide.found, [left, right] = sides;
    const page = shared.site + (a < b && left.pages.includes(b) ? `compare/${a}/${b}/` : `compare/?a=${a}&b=${b}`);
    const rows = [["Part", "What", ...sides.flatMap(side => [side.name + ": state", side.name + ": words"]),
      "How the words stand to each other", "Redline: [-only the first-] {+only the second+}", "Address"]];
    for (const term of new Set([...left.facts.keys(), ...right.facts.keys()])) {
      rows.push(["At a glance", term, ...sides.flatMap(side => ["", fact(side.facts.get(term))]), "", "", page + "#_glance"]);
    }
    for (const [group, title] of shared.groups) {
      for (const [slug, words] of topics.filter(topic => topic[2] === group)) {
        const found = views.get(slug), of = side => side.topics.has(slug) ? ["stated", side.topics.get(slug).text] : [side.silences.get(slug)[0], ""];
        rows.push([title, words, ...sides.flatMap(of), found ? found.relation.join(" ") : "", found ? redline(found.pieces) : "", `${page}#${slug}`]);
      }
    }
    const both = (part, from, key, state, none, line, place) => {
      for (const [slug, title] of from.filter(each => sides.some(side => side[key].has(each[0])))) {
        rows.push([part, title, ...sides.flatMap(side => side[key].has(slug) ? [state, side[key].get(slug).map(line).join("\n")] : [none, ""]),
          "", "", page + place]);
      }
    };
    both("Reporting duties", shared.matters, "duties", "stated", "no such duty stated", duty, "#_duties");
    both("Law and guidance", shared.laws, "laws", "cited", "not cited", cited, "#_law");
    save(`compare-${a}-${b}-comparison.csv`, rows);
  };

  // ---- those protocols that are shown on the page of a topic (generator/views/tables/topics.py)

  const texts = own => Array.from(own.querySelectorAll(".lp-passage :is(.lp-text, th, td)"), each => each.textContent).filter(Boolean).join("\n");
  const topic = (place, protocols) => {
    const { titles, address, file } = JSON.parse(place.dataset.lpCsv);
    save(file, [titles, ...protocols.flatMap(({ slug, name }) => {
      const own = document.querySelector(`[data-protocol="${slug}"][data-lp-line]`);
      const silent = document.querySelector(`[data-protocol="${slug}"][data-lp-state]`);
      const [number, users, headings, where, text] = own ? JSON.parse(own.dataset.lpLine) : [];
      const said = own ? ["stated", number, users, text ?? texts(own), headings, where] : silent ? [silent.dataset.lpState, "", "", "", "", ""] : null;
      return said ? [[name, ...said, `${address}#${slug}`]] : [];
    })]);
  };

  window.lpTake = { pair, topic };
})();
