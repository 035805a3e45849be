// Keys and values that fit where the caret is in a text, from the schema of the text (/schema/<kind>.json).
(() => {
  const LINE = /^(\s*)((?:- +)*)(.*)$/;
  const KEY = /^["']?([^\s"'{}[\],:#][^"'{}[\],:#]*)["']?:(?:\s+|$)(.*)$/;
  const ITEM = "[]";

  function read(text) {
    const [, indent, dashes, rest] = LINE.exec(text);
    const [, key, value] = KEY.exec(rest) ?? [];
    return { indent: indent.length, dashes: dashes.length / 2 | 0, column: indent.length + dashes.length, rest, key, value };
  }

  // Where a caret is within what is written in braces on its line: the keys that lead there.
  function inBraces(text) {
    const open = [];
    let [name, from, quote] = ["", 0, ""];
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      if (quote) quote = letter === quote ? "" : quote;
      else if (`"'`.includes(letter) && !text.slice(from, at).trim()) quote = letter;
      else if (letter === "{" || letter === "[") {
        open.push({ letter, name, from: at + 1 });
        [name, from] = ["", at + 1];
      } else if (letter === "}" || letter === "]") {
        ({ name = "" } = open.pop() ?? {});
        from = at + 1;
      } else if (letter === ",") [name, from] = ["", at + 1];
      else if (letter === ":" && /\s|$/.test(text[at + 1] ?? "") && !name) {
        name = text.slice(from, at).trim();
        from = at + 1;
      }
    }
    return { open, name, typed: text.slice(from).trimStart() };
  }

  // The keys of the mapping that a line belongs to, and the line that leads to it.
  function around(lines, number, column) {
    const siblings = new Map();
    const note = ({ key, value }) => key && siblings.set(key, value);
    let above = number - 1;
    for (; above >= 0; above -= 1) {
      if (!lines[above].trim() || lines[above].trimStart().startsWith("#")) continue;
      const line = read(lines[above]);
      if (line.column < column) break;
      if (line.column === column) note(line);
      if (line.column === column && line.dashes) break;
    }
    for (let below = number + 1; below < lines.length; below += 1) {
      if (!lines[below].trim()) continue;
      const line = read(lines[below]);
      if (line.column < column || (line.dashes && line.indent < column)) break;
      if (line.column === column) note(line);
    }
    return siblings;
  }

  function pathTo(lines, number, own) {
    const path = Array(own.dashes).fill(ITEM);
    let at = own.indent;
    let isItem = own.dashes > 0;
    for (let above = number - 1; above >= 0; above -= 1) {
      if (!lines[above].trim() || lines[above].trimStart().startsWith("#")) continue;
      const line = read(lines[above]);
      const leads = line.key && !line.value && (line.column < at || (line.column === at && isItem && !line.dashes));
      const holds = line.dashes && line.indent < at && line.column >= at && !leads;
      if (!leads && !holds) continue;
      path.unshift(...Array(line.dashes).fill(ITEM), ...(leads ? [line.key] : []));
      at = line.indent;
      isItem = line.dashes > 0;
    }
    return path;
  }

  // Where the caret is: the keys that lead there, what stands beside it, and whether a key or a value is typed.
  function placeOf(before, lines, number) {
    const own = read(before);
    const flow = inBraces(own.rest);
    const path = pathTo(lines, number, own);
    if (!flow.open.length) {
      if (own.key) return { path: [...path, own.key], typed: own.value, isKey: false, siblings: new Map() };
      return { path, typed: own.rest, isKey: true, siblings: around(lines, number, own.column) };
    }
    const siblings = new Map();
    for (const { letter, name } of flow.open) {
      if (name) path.push(name);
      if (letter === "[") path.push(ITEM);
    }
    const last = flow.open.at(-1);
    if (last.letter === "[") return { path, typed: flow.typed, isKey: false, siblings };
    const whole = lines[number].slice(own.column + last.from);
    for (const [, key, value] of whole.matchAll(/(?:^|[{,]\s*)([a-z_]+):\s*([^,}]*)/g)) siblings.set(key, value.trim());
    return flow.name
      ? { path: [...path, flow.name], typed: flow.typed, isKey: false, siblings }
      : { path, typed: flow.typed, isKey: true, siblings };
  }

  function variants(schema, all, siblings) {
    if (!schema) return [];
    if (schema.$ref) return variants({ ...all[schema.$ref.split("/").at(-1)], ...without(schema, "$ref") }, all, siblings);
    const found = [schema];
    for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
      found.push(...variants(one, all, siblings));
    }
    if (schema.if) {
      const { then: one, else: other } = schema;
      const verdict = judged(schema.if, siblings);
      found.push(...variants(verdict !== false && one, all, siblings), ...variants(verdict !== true && other, all, siblings));
    }
    return found;
  }

  const without = (schema, name) => Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));

  // Whether a condition holds; null where what it asks for is not written yet, so that both ways are open.
  function judged({ properties = {}, required = [], not }, siblings) {
    if (not) return siblings.size ? !judged(not, siblings) : null;
    const wanted = Object.entries(properties).filter(([, { const: value }]) => value !== undefined);
    if (required.some((key) => !siblings.has(key))) return wanted.length || !siblings.size ? null : false;
    return wanted.every(([key, { const: value }]) => siblings.get(key) === value);
  }

  const named = (patterns, key) => Object.entries(patterns ?? {}).flatMap(([pattern, one]) => (RegExp(pattern, "u").test(key) ? [one] : []));

  function schemasAt(schema, path, siblings) {
    let here = [schema];
    for (const [at, key] of path.entries()) {
      const near = at === path.length - 1 || path.slice(at + 1).every((one) => one === ITEM) ? siblings : new Map();
      here = here.flatMap((one) => variants(one, schema.definitions, near));
      here = here.flatMap((one) => {
        if (key === ITEM) return one.items ? [one.items] : [];
        const found = [one.properties?.[key] ?? one.additionalProperties, ...named(one.patternProperties, key)];
        return found.filter((each) => typeof each === "object");
      });
    }
    return here.flatMap((one) => variants(one, schema.definitions, siblings));
  }

  function keysOf(schemas, siblings) {
    const found = new Map();
    for (const { properties = {}, required = [] } of schemas) {
      for (const [key, one] of Object.entries(properties)) {
        if (siblings.has(key) || found.get(key)?.boost) continue;
        const boost = required.includes(key) ? 1 : 0;
        found.set(key, { label: key, apply: `${key}: `, detail: one.description ?? "", type: "property", boost });
      }
    }
    return [...found.values()];
  }

  function valuesOf(schemas, key, stepIds) {
    const found = new Map();
    for (const one of schemas) {
      const values = one.enum ?? (one.const === undefined ? one.type === "boolean" ? [true, false] : [] : [one.const]);
      for (const [at, value] of values.entries()) {
        const detail = one.enumDescriptions?.[at] ?? found.get(String(value))?.detail ?? "";
        found.set(String(value), { label: String(value), detail, type: "enum" });
      }
    }
    if (["find", "step"].includes(key)) for (const id of stepIds) found.set(id, { label: id, type: "constant" });
    return [...found.values()];
  }

  const idsIn = (lines) => lines.flatMap((line) => /^\s*- (?:\{\s*)?id: *([a-z0-9-]+)/.exec(line)?.[1] ?? []);

  // Give what may stand at a caret: text before it on its line, all lines, its line from 0, the schema, names of constants.
  window.guideCompletions = (before, lines, number, schema, constants) => {
    const hole = /\$\{[a-z_]*$/.exec(before);
    if (hole) {
      const options = constants.map((name) => ({ label: `\${${name}}`, type: "variable" }));
      return { typed: hole[0], options };
    }
    if (/(^|\s)#/.test(before)) return { typed: "", options: [] };
    const { path, typed, isKey, siblings } = placeOf(before, lines, number);
    const schemas = schemasAt(schema, path, siblings);
    const name = path.findLast((one) => one !== ITEM);
    const keys = isKey ? keysOf(schemas, siblings) : [];
    const values = isKey && path.at(-1) !== ITEM ? [] : valuesOf(schemas, name, idsIn(lines));
    return { typed, options: [...keys, ...values] };
  };
})();
