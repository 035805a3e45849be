// A secret that was typed and not yet sent is in no storage as it is: the server seals it (wizard/web/form/unsent_secrets.py),
// and only this browser, in a form of this firm, gets it opened, for an hour. It is asked when a box is left or rests, never
// at each letter. drafts.js keeps what was sealed, and brings it back here.
(() => {
  const LIVES_MS = 55 * 60 * 1000;
  const DOTS = "••••••";
  const REST_MS = 1000;
  const BOX = "form#account[data-draft]:not([data-draft='']) input[autocomplete=new-password]";
  const waiting = new Map(); // the names of the secrets of a form that are not sealed yet, by draft
  const latest = new Map(); // what was typed into each box last, by draft and name
  const isStage = "stage" in document.documentElement.dataset; // a preview is nobody's
  let resting = 0;
  const shown = (key) => [...document.querySelectorAll("form#account")].find((form) => form.dataset.draft === key);
  const kept = (form, name) => form.elements[`${name}.kept`];

  // Gives {} if the form is of nobody who is here, null if nobody answers.
  async function ask(form, pairs) {
    const address = new URL(form.getAttribute("action"), document.baseURI);
    address.pathname += "/unsent";
    const body = new URLSearchParams(pairs);
    for (const name of ["csrf_token", "form_token"]) body.set(name, form.elements[name].value);
    try {
      const response = await fetch(address, { method: "POST", body });
      if (response.ok) return await response.json();
      return response.status < 500 && response.status !== 429 ? {} : null;
    } catch {
      return null;
    }
  }

  async function seal(key) {
    const [form, names] = [shown(key), waiting.get(key)];
    waiting.delete(key);
    const typed = [...(names ?? [])].map((name) => [name, form?.elements[name]?.value]).filter(([, value]) => value);
    const answer = typed.length ? await ask(form, typed) : null;
    for (const [name, value] of typed) {
      const isLatest = latest.get(`${key} ${name}`) === value;
      if (answer?.[name] && isLatest) window.drafts.seal(key, name, { sealed: answer[name].sealed, at: Date.now() });
    }
  }

  function tell(form, name, ends) {
    const box = form.elements[name];
    if (!box) return;
    let said = document.getElementById(`${name}-tail`);
    if (!said) {
      said = Object.assign(document.createElement("p"), { className: "kept", id: `${name}-tail` });
      box.closest(".line").before(said);
      box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") ?? ""} ${said.id}`.trim());
    }
    box.placeholder = DOTS; // it is not to be taken for an empty box
    said.dataset.was ??= said.textContent;
    const tail = ends && ` (${ends})`;
    said.textContent = `적어 두신 값이 있어요${tail}. 바꿀 때만 다시 적어 주세요.`;
    for (const cell of form.querySelectorAll(`[data-cell="${CSS.escape(name)}"]`)) cell.textContent = DOTS;
  }

  function drop(form, name) {
    kept(form, name)?.remove();
    form.elements[name]?.removeAttribute("placeholder");
    const said = document.getElementById(`${name}-tail`);
    if (said) said.textContent = said.dataset.was;
    if (said && !said.dataset.was) said.remove();
    form.elements[name]?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function check(key, found) {
    const answer = await ask(shown(key), found.map(([name, { sealed }]) => [`${name}.kept`, sealed]));
    const form = shown(key);
    if (!answer || !form) return; // it is judged when it is sent
    const here = found.filter(([name, { sealed }]) => kept(form, name)?.value === sealed);
    for (const [name] of here) answer[name] ? tell(form, name, answer[name].ends) : drop(form, name);
    if (here.some(([name]) => !answer[name])) window.drafts.tellLost(form);
  }

  // Gives how many secrets came back. What the server drew of a form that was sent holds.
  function put(form, secrets, memory) {
    const isPosted = "posted" in form.dataset;
    if (isPosted) {
      for (const box of form.querySelectorAll(BOX)) {
        const sealed = kept(form, box.name)?.value;
        window.drafts.seal(form.dataset.draft, box.name, sealed && sealed !== "lost" ? { sealed, at: Date.now() } : undefined);
      }
    }
    const found = Object.entries(secrets).filter(([name, { at }]) => {
      const box = form.elements[name];
      const isFree = !(name in memory) && !box?.value && !kept(form, name) && !(box && isPosted);
      return isFree && Date.now() - at < LIVES_MS;
    });
    for (const [name, { sealed }] of found) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: `${name}.kept`, value: sealed }));
      tell(form, name, "");
    }
    if (found.length) check(form.dataset.draft, found);
    return found.length;
  }
  function forget(form) {
    for (const hidden of form.querySelectorAll("input[type=hidden][name$='.kept']")) drop(form, hidden.name.replace(/\.kept$/, ""));
  }
  window.unsent = { put, forget }; // asked by drafts.js

  if (isStage) return;
  function note(box) {
    const key = box.form.dataset.draft;
    const typed = `${key} ${box.name}`;
    if (box.value && box.value === latest.get(typed) && window.drafts.sealed(key)[box.name]) return;
    latest.set(typed, box.value);
    const sealed = box.value ? "" : kept(box.form, box.name)?.value;
    window.drafts.seal(key, box.name, sealed ? { sealed, at: Date.now() } : undefined); // what was sealed is old now
    waiting.set(key, (waiting.get(key) ?? new Set()).add(box.name));
    clearTimeout(resting);
    resting = setTimeout(seal, REST_MS, key);
  }
  for (const box of document.querySelectorAll(BOX)) if (box.value) note(box); // typed while this was on its way
  document.addEventListener("input", ({ target: box }) => box.matches?.(BOX) && note(box));
  document.addEventListener("focusout", ({ target: box }) => box.matches?.(BOX) && seal(box.form.dataset.draft));
  document.addEventListener("visibilitychange", () => document.hidden && [...waiting.keys()].forEach(seal));
})();
