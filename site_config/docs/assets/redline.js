// How one wording becomes another, word by word, for any two protocols that a reader picks. The twin of generator/text.py
// and generator/analysis/redline.py, which say what each step is for; a test compares the two on thousands of pairs.
(() => {
  "use strict";

  const SPACE = "\\t-\\r \\u0085\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff";
  const LATIN = "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0300-\\u036f\\u1e00-\\u1eff";
  const OTHER = "\\u0250-\\u02ff\\u0370-\\u1dff\\u1f00-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff";
  const JOINERS = "'\\u2019\\-\\u2010\\u2011\\u2013";
  const TOKEN = new RegExp(`([${SPACE}]*)(?:([Ss](?:[Ss]|[Ee][Cc][Ss]?|[Ee][Cc][Tt][Ii][Oo][Nn][Ss]?)?\\.?)(?=[${SPACE}]*[0-9])`
    + `|([${LATIN}]+(?:[${JOINERS}][${LATIN}]+)*)|([0-9]+(?:[.:][0-9]+|,[0-9][0-9][0-9](?![0-9]))*)|([${OTHER}]+)|([^${SPACE}]))`, "gu");
  const LEADING = new RegExp(`^[${SPACE}]*`, "u");
  const BREAK = /[\n\r\u0085\u2028\u2029]/u;
  const IN_WORD = new RegExp(`[${JOINERS}]`, "gu");
  const HYPHEN = /[\-\u2010\u2011\u2013]/u;
  const WORDLIKE = new RegExp(`^[0-9${LATIN}${OTHER}]`, "u");
  const POSSESSIVE = /['\u2019][sS]$/u;
  const MARKS = new Map();
  for (const [marks, folded] of [["\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a", '"'],
    ["-\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"], [".;:\u2026", "."]]) for (const mark of marks) MARKS.set(mark, folded);
  const SILENT = new Set(["", '"', "-", "."]);
  const STOP = new Set(("a an and any are as at be been being both but by did do does each for from had has have having how in into is it "
    + "its of on or other our own so such than that the their them then there these they this those through to under up "
    + "upon was were what when where whether which while who whom whose with within").split(" "));

  const weight = folded => STOP.has(folded) ? 0.5 : WORDLIKE.test(folded) ? 1 : 0;
  const leadingSpace = text => LEADING.exec(text)[0];

  // ---- tokens: {text, space, folded}

  const foldedMark = (mark, rest, afterNumber) => {
    const space = leadingSpace(rest);
    if (mark === ",") return space.length === rest.length || BREAK.test(space) ? "." : ",";
    const folded = MARKS.get(mark) ?? mark;
    return folded === "-" && afterNumber && /^[0-9]/.test(rest.slice(space.length)) ? "\u2013" : folded;
  };
  const plainTokens = text => {
    const found = [];
    let end = 0;
    for (const match of text.matchAll(TOKEN)) {
      const [whole, space, section, word, number, other, mark] = match;
      end = match.index + whole.length;
      found.push({ space, text: section ?? word ?? number ?? other ?? mark, folded:
        word !== undefined ? word.replace(IN_WORD, "").toLowerCase().normalize("NFC")
        : mark !== undefined ? foldedMark(mark, text.slice(end), found.length > 0 && /^[0-9]/.test(found.at(-1).text))
        : number !== undefined ? number.replaceAll(",", "") : other ?? "section" });
    }
    if (end < text.length) found.push({ space: text.slice(end), text: "", folded: "" });
    return found;
  };
  // From pairs of a name and what it counts as: the names by their first words, the longest first.
  const bodyNames = pairs => {
    const byFirst = new Map();
    for (const [name, key] of pairs) {
      let folds = plainTokens(name).filter(token => token.text).map(token => token.folded);
      if (folds[0] === "the") folds = folds.slice(1);
      if (!folds.length) continue;
      if (!byFirst.has(folds[0])) byFirst.set(folds[0], new Map());
      byFirst.get(folds[0]).set(folds.join("\n"), [folds, key]);
    }
    return new Map([...byFirst].map(([first, each]) => [first, [...each.values()].sort((a, b) => b[0].length - a[0].length)]));
  };
  const nameAt = (plain, at, names) => {
    const { text, folded } = plain[at];
    const possessive = POSSESSIVE.test(text) ? names.get(folded.slice(0, -1)) ?? [] : [];
    for (const [folds, key] of [...names.get(folded) ?? [], ...possessive]) {
      const end = at + folds.length, wanted = folds.at(-1);
      if (end > plain.length || folds.slice(0, -1).some((fold, i) => plain[at + i].folded !== fold)) continue;
      const last = plain[end - 1];
      if (last.folded === wanted) return [end, key];
      if (POSSESSIVE.test(last.text) && last.folded.slice(0, -1) === wanted) return [end, key + "'s"];
    }
    return [at, ""];
  };
  const tokens = (text, names = new Map()) => {
    const plain = plainTokens(text), found = [];
    if (!names.size) return plain;
    for (let at = 0; at < plain.length;) {
      let [end, key] = nameAt(plain, at, names);
      if (end === at) { found.push(plain[at++]); continue; }
      if (end + 2 < plain.length && plain[end].folded === "(") {
        const [inner, same] = nameAt(plain, end + 1, names);
        if (same === key && inner < plain.length && plain[inner].folded === ")") end = inner + 1;
      }
      found.push({ space: plain[at].space, text: textOf(plain.slice(at, end)).slice(plain[at].space.length), folded: key });
      at = end;
    }
    return found;
  };
  const textOf = found => found.map(token => token.space + token.text).join("");

  // ---- matching, as difflib.SequenceMatcher(autojunk=False) does: [start on the left, start on the right, length]

  const blocks = (left, right) => {
    const where = new Map(), found = [], open = [[0, left.length, 0, right.length]];
    right.forEach((item, j) => where.has(item) ? where.get(item).push(j) : where.set(item, [j]));
    while (open.length) {
      const [leftStart, leftEnd, rightStart, rightEnd] = open.pop();
      let atLeft = leftStart, atRight = rightStart, size = 0, lengths = new Map();
      for (let i = leftStart; i < leftEnd; i++) {
        const longer = new Map();
        for (const j of where.get(left[i]) ?? []) {
          if (j < rightStart) continue;
          if (j >= rightEnd) break;
          const length = (lengths.get(j - 1) ?? 0) + 1;
          longer.set(j, length);
          if (length > size) [atLeft, atRight, size] = [i - length + 1, j - length + 1, length];
        }
        lengths = longer;
      }
      if (!size) continue;
      found.push([atLeft, atRight, size]);
      open.push([leftStart, atLeft, rightStart, atRight], [atLeft + size, leftEnd, atRight + size, rightEnd]);
    }
    return found.sort((a, b) => a[0] - b[0]).reduce((joined, [i, j, size]) => {
      const last = joined.at(-1);
      if (last && last[0] + last[2] === i && last[1] + last[2] === j) last[2] += size;
      else joined.push([i, j, size]);
      return joined;
    }, []);
  };

  // ---- the redline

  const side = found => {
    const own = { folds: [], texts: [], gaps: [""], gapFolds: [""], hyphens: [] };
    for (const token of found) {
      const { space, text, folded } = token, last = own.gaps.length - 1;
      if (SILENT.has(folded)) {
        own.gaps[last] += space + text;
        own.gapFolds[last] += folded;
        continue;
      }
      own.hyphens.push(HYPHEN.test(text));
      own.folds.push(folded);
      own.texts.push(space + text);
      own.gaps.push("");
      own.gapFolds.push("");
    }
    own.stretch = (start, end) => own.texts.slice(start, end).map((text, i) => (i ? own.gaps[start + i] : "") + text).join("");
    return own;
  };
  const runsOf = (left, right) => {
    const runs = [];
    let i = 0, j = 0;
    for (const [atLeft, atRight, size] of [...blocks(left.folds, right.folds), [left.folds.length, right.folds.length, 0]]) {
      if (i < atLeft || j < atRight) {
        const kept = i < atLeft && j < atRight && (left.hyphens.slice(i, atLeft).includes(true) || right.hyphens.slice(j, atRight).includes(true))
          && left.folds.slice(i, atLeft).join("") === right.folds.slice(j, atRight).join("");
        runs.push({ kept, i, j, iEnd: atLeft, jEnd: atRight });
      }
      i = atLeft + size;
      j = atRight + size;
      if (size) runs.push({ kept: true, i: atLeft, j: atRight, iEnd: i, jEnd: j });
    }
    const sum = (folds, start, end) => folds.slice(start, end).reduce((total, folded) => total + weight(folded), 0);
    const heavier = run => Math.max(sum(left.folds, run.i, run.iEnd), sum(right.folds, run.j, run.jEnd));
    for (let moved = true; moved;) {
      moved = false;
      for (let at = 1; at < runs.length - 1;) {
        const [before, run, after] = runs.slice(at - 1, at + 2), own = heavier(run);
        const joins = run.kept && !before.kept && !after.kept && own <= 1 && own < heavier(before) && own < heavier(after)
          && (before.i < before.iEnd || after.i < after.iEnd) && (before.j < before.jEnd || after.j < after.jEnd);
        if (joins) {
          runs.splice(at - 1, 3, { kept: false, i: before.i, j: before.j, iEnd: after.iEnd, jEnd: after.jEnd });
          moved = true;
        } else at++;
      }
    }
    return runs;
  };
  const oneSided = (own, start, end, other, at) => {
    const words = own.stretch(start, end), gap = other.gaps[at];
    if (other.gapFolds[at] && own.folds.slice(start, end).every(folded => folded === ",")) return [[true, own.gaps[start] + words + own.gaps[end], gap]];
    if (other.gapFolds[at] === own.gapFolds[start]) return [[true, own.gaps[start], gap], [false, words + own.gaps[end], ""]];
    return [[false, own.gaps[start] + words, ""], [true, own.gaps[end], gap]];
  };
  const pieces = (left, right, runs) => {
    const found = [], keep = (a, b) => found.push([true, a, b]);
    if (!runs.length) keep(left.gaps[0], right.gaps[0]);
    runs.forEach(({ kept, i, iEnd, j, jEnd }, at) => {
      if (kept) {
        if (!at || runs[at - 1].kept) keep(left.gaps[i], right.gaps[j]);
        const ours = left.stretch(i, iEnd), theirs = right.stretch(j, jEnd);
        if (ours === theirs || iEnd - i !== jEnd - j) keep(ours, theirs);
        else for (let n = 0; i + n < iEnd; n++) {
          if (n) keep(left.gaps[i + n], right.gaps[j + n]);
          keep(left.texts[i + n], right.texts[j + n]);
        }
        if (at === runs.length - 1) keep(left.gaps[iEnd], right.gaps[jEnd]);
      } else if (i < iEnd && j < jEnd) {
        let deleted = left.stretch(i, iEnd), inserted = right.stretch(j, jEnd);
        if (left.gapFolds[i] === right.gapFolds[j]) keep(left.gaps[i], right.gaps[j]);
        else [deleted, inserted] = [left.gaps[i] + deleted, right.gaps[j] + inserted];
        const closes = left.gapFolds[iEnd] !== right.gapFolds[jEnd];
        found.push([false, deleted + (closes ? left.gaps[iEnd] : ""), inserted + (closes ? right.gaps[jEnd] : "")]);
        if (!closes) keep(left.gaps[iEnd], right.gaps[jEnd]);
      } else if (i < iEnd) found.push(...oneSided(left, i, iEnd, right, j));
      else found.push(...oneSided(right, j, jEnd, left, i).map(([same, theirs, ours]) => [same, ours, theirs]));
    });
    return found;
  };
  const surplus = (longer, shorter) => {
    const space = leadingSpace(longer), same = leadingSpace(shorter);
    return space.endsWith(same) ? space.slice(0, space.length - same.length) : "";
  };
  // Segments from tokens: [kind, left text, right text], kind being equal, same, deleted or inserted.
  const redline = (leftTokens, rightTokens) => {
    const leftText = textOf(leftTokens), rightText = textOf(rightTokens);
    if (leftText === rightText) return leftText ? [["equal", leftText, rightText]] : [];
    const left = side(leftTokens), right = side(rightTokens), found = [];
    let deleted = "", inserted = "";
    const change = () => {
      if (deleted) found.push(["deleted", deleted, ""]);
      if (inserted) found.push(["inserted", "", inserted]);
      deleted = inserted = "";
    };
    for (let [kept, ours, theirs] of pieces(left, right, runsOf(left, right))) {
      if (!kept) { [deleted, inserted] = [ours, theirs]; continue; }
      if (!ours && !theirs) continue;
      if (deleted || inserted) {
        const more = inserted ? "" : surplus(ours, theirs), moreOfTheirs = deleted ? "" : surplus(theirs, ours);
        deleted += more;
        inserted += moreOfTheirs;
        [ours, theirs] = [ours.slice(more.length), theirs.slice(moreOfTheirs.length)];
        change();
        if (!ours && !theirs) continue;
      }
      const kind = ours === theirs ? "equal" : "same", last = found.at(-1);
      if (last?.[0] === kind) {
        last[1] += ours;
        last[2] += theirs;
      } else found.push([kind, ours, theirs]);
    }
    change();
    return found;
  };

  window.lpRedline = { SILENT, STOP, blocks, bodyNames, leadingSpace, redline, textOf, tokens, weight };
})();
