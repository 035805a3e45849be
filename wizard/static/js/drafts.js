// What is typed and not yet sent waits in this browser, by form and by firm, for three days: told when it comes back, and
// gone after it was sent, by "지우기", and when anybody leaves. Secrets wait in this page's memory, and sealed (unsent.js).
(() => {
  if ("stage" in document.documentElement.dataset || window.hasDrafts) return; // a preview is nobody's
  window.hasDrafts = true; // the credential form brings this script along, other forms have it alone
  const KEY = "wizard.drafts";
  const LIVES_MS = 3 * 24 * 3600 * 1000;
  const CAME_BACK = "적던 내용을 다시 넣어 드렸어요.";
  const TYPE_SECRETS = "비밀번호와 키는 이 기기에 남기지 않아요. 비어 있는 칸은 다시 적어 주세요.";
  const KEEPS_NOTHING = "이 브라우저는 적던 내용을 기억하지 못해요. 화면을 닫기 전에 저장해 주세요.";
  const NO_COOKIES = "이 브라우저가 쿠키를 막아 두어 저장할 수 없어요. 설정에서 쿠키를 허용하거나, 다른 브라우저로 열어 주세요.";
  const secrets = new Map();
  const told = new Set(); // forms of which it was said that something came back
  const drawnOf = new WeakMap(); // a form that htmx drew from what was sent -> the names of that
  let filling = false;
  let sent = null; // the names of what htmx sent, while its answer is drawn
  let unkept = null; // the drafts of a browser that keeps nothing: they last as long as this page

  function recall() {
    if (unkept) return unkept;
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return (unkept = {});
    }
  }

  function keep(drafts) {
    for (const key of Object.keys(drafts)) if (Date.now() - drafts[key].at > LIVES_MS) delete drafts[key];
    try {
      if (Object.keys(drafts).length) localStorage.setItem(KEY, JSON.stringify(drafts));
      else localStorage.removeItem(KEY);
    } catch {
      unkept = drafts;
    }
  }

  function forget(key) {
    const drafts = recall();
    delete drafts[key];
    secrets.delete(key);
    told.delete(key);
    keep(drafts);
  }

  const forms = () => document.querySelectorAll("form[data-draft]:not([data-draft=''])");
  const keyOf = (form) => form.dataset.draft;
  const to = (form) => new URL(form.getAttribute("action"), document.baseURI).pathname;
  const boxes = (form) => [...form.elements].filter((box) => box.name && box.matches("textarea, input:not([type=hidden], [type=checkbox])"));
  const latest = ([, one], [, other]) => other.at - one.at;
  // A page that gives a form back has no name of its own for it: it is sent to where the form was.
  const sentKey = (form) => form.dataset.draft || Object.entries(recall()).filter(([, draft]) => draft.to === to(form)).sort(latest)[0]?.[0];
  const isSecret = (box) => "secret" in box.dataset || /password|one-time/.test(`${box.type} ${box.autocomplete}`);
  // A whole text put into one box stands there until it is split, with all that is in it.
  const TELLS_MORE = /[:=：＝]|\s\S+\s\S+\s|비번|비밀번호|암호|인증|키|key|pass|pw|secret|token/i;
  const mayTellMore = (box) => TELLS_MORE.test(box.value) && boxes(box.form).some(isSecret);
  const isPosted = (form) => "posted" in form.dataset; // drawn from what was sent: the server's word holds

  // A box that is not asked for now keeps what was typed into it.
  function write(form) {
    const drafts = recall();
    const [values, hidden] = [{ ...drafts[keyOf(form)]?.values }, { ...secrets.get(keyOf(form)) }];
    for (const box of boxes(form)) {
      if (box.type === "radio" && !box.checked) continue;
      const place = isSecret(box) || mayTellMore(box) ? hidden : values;
      delete (place === hidden ? values : hidden)[box.name];
      if (box.value || (place === values && box.defaultValue)) place[box.name] = box.value;
      else delete place[box.name];
    }
    secrets.set(keyOf(form), hidden);
    const { sealed, names } = drafts[keyOf(form)] ?? {};
    drafts[keyOf(form)] = { at: Date.now(), to: to(form), values, hides: Object.keys(hidden), sealed, names };
    keep(drafts);
    if (unkept) note(form, KEEPS_NOTHING);
  }

  // Before this script came somebody may have begun to type: that stays, and is kept.
  const isTyped = (box) => box.type !== "radio" && box.value !== "" && box.value !== box.defaultValue;
  const isNews = (form) => boxes(form).some((box) => isTyped(box) && !isSecret(box) && recall()[keyOf(form)]?.values[box.name] !== box.value);

  function put(box, value) {
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function fill(form, draft, hidden) {
    const { values } = draft;
    let filled = 0;
    let choice = null;
    for (const box of boxes(form)) {
      const value = hidden[box.name] ?? values[box.name];
      if (isPosted(form) && (drawnOf.get(form) ?? new Set(draft.names)).has(box.name)) continue;
      if (value === undefined || box.value === value && box.type !== "radio") continue;
      if (box.type === "radio") {
        if (box.value !== value || box.checked) continue;
        box.checked = true;
        choice = box;
      } else {
        if (isTyped(box) || isSecret(box) && (box.value || form.elements[`${box.name}.kept`])) continue;
        put(box, value);
      }
      filled += 1;
    }
    if (choice && window.htmx) choice.dispatchEvent(new Event("change", { bubbles: true })); // other boxes may be asked for
    return filled;
  }

  function note(form, text, forgets = false) {
    if (form.previousElementSibling?.id === "drafted") form.previousElementSibling.remove();
    const said = Object.assign(document.createElement("div"), { id: "drafted", className: "drafted" });
    said.setAttribute("role", "status");
    said.append(Object.assign(document.createElement("p"), { textContent: text }));
    if (forgets) said.append(Object.assign(document.createElement("button"), { type: "button", className: "quiet forget", textContent: "지우기" }));
    form.before(said);
  }

  function restore(form) {
    const [key, draft] = [keyOf(form), recall()[keyOf(form)]];
    if (!draft || Date.now() - draft.at > LIVES_MS) return;
    const { hides } = draft;
    const hidden = secrets.get(key) ?? {};
    if ((draft.sealed || isPosted(form)) && !window.unsent) return openFirst(form);
    const unsealed = window.unsent?.put(form, draft.sealed ?? {}, hidden) ?? 0;
    const lacks = hides.some((name) => form.elements[name] && !form.elements[name].value && !(name in hidden) && !form.elements[`${name}.kept`]);
    filling = true;
    if (fill(form, draft, hidden) + unsealed) told.add(key);
    filling = false;
    if (told.has(key)) note(form, lacks ? `${CAME_BACK} ${TYPE_SECRETS}` : CAME_BACK, true);
  }

  async function openFirst(form) {
    await window.bring("unsent.js");
    window.unsent ??= { put: () => 0, forget() {} }; // it did not come: what is sealed stays so
    if (form.isConnected) restore(form);
  }

  window.drafts = {
    has: (key) => Boolean(recall()[key]),
    sealed: (key) => recall()[key]?.sealed ?? {},
    seal(key, name, secret) {
      const drafts = recall();
      if (!drafts[key]) return;
      drafts[key].sealed = { ...drafts[key].sealed, [name]: secret };
      keep(drafts);
    },
    tellLost: (form) => note(form, `${CAME_BACK} ${TYPE_SECRETS}`, true),
  }; // asked by unsent.js and small_steps.js

  // A form that the browser sent by itself: it was taken if the page that follows is ours, and no refusal. Back from a page
  // of the browser's own (no network) follows nothing.
  function settle() {
    const drafts = recall();
    const [visit] = performance.getEntriesByType("navigation");
    const cameBack = visit?.type === "back_forward";
    for (const [key, draft] of Object.entries(drafts)) {
      if (!draft.sent) continue;
      const here = [...forms()].find((form) => keyOf(form) === key);
      delete draft.sent;
      const isStillHere = here && (visit?.type !== "navigate" || isPosted(here));
      if (!document.querySelector("[data-code], form[data-given]") && !cameBack && !isStillHere) delete drafts[key];
    }
    keep(drafts);
  }

  function look() {
    for (const form of forms()) {
      if (!navigator.cookieEnabled) {
        note(form, NO_COOKIES);
        continue;
      }
      if (sent && isPosted(form)) drawnOf.set(form, sent);
      restore(form);
      if (isNews(form)) write(form);
    }
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.form;
      if (form?.dataset.draft && event.target.name && !filling) write(form);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#drafted .forget");
    if (!button) return;
    const form = button.parentElement.nextElementSibling;
    window.unsent?.forget(form);
    form.reset();
    for (const box of boxes(form)) if (box.type !== "radio") box.dispatchEvent(new Event("input", { bubbles: true }));
    forget(keyOf(form));
    button.parentElement.remove();
    document.getElementById("said").textContent = "적던 내용을 지웠어요.";
    boxes(form)[0]?.focus();
  });

  document.addEventListener("submit", ({ target: form, submitter }) => {
    if ("leaves" in form.dataset) {
      secrets.clear();
      told.clear();
      return keep({});
    }
    const key = form.getAttribute("method") === "post" && !window.htmx ? sentKey(form) : "";
    const drafts = recall();
    if (!key || !drafts[key]) return;
    drafts[key].names = [...form.elements].map((box) => box.name).filter(Boolean); // of these the page that follows is drawn
    drafts[key].sent = !submitter?.name || submitter.value === "save";
    keep(drafts);
  });

  let taken = null;
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const form = ctx.request.method === "POST" ? ctx.request.form : null;
    sent = form ? new Set(ctx.request.body.keys()) : null;
    const key = form && ctx.response.status < 400 ? sentKey(form) : "";
    taken = key ? { key, left: ctx.response.raw.redirected } : null;
  });
  // A part beside the forms that asks for itself (who has this page open) draws none of them anew.
  const isApart = (part) => [...forms()].every((form) => !part.contains(form) && !form.contains(part));
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    const part = detail.ctx?.target;
    if (part?.isConnected && part.id !== "screen" && isApart(part)) return;
    const isHere = taken && [...forms()].some((form) => keyOf(form) === taken.key);
    if (taken && (taken.left || !isHere)) forget(taken.key);
    taken = null;
    look();
    sent = null;
  });

  window.whenReady.then(() => {
    settle();
    look();
  });
})();
