// Who does nothing for long is signed out: told two minutes before, and what was typed stays where it is. Typing is doing.
(() => {
  if (window.hasRest) return; // each page of the desk brings this script along
  window.hasRest = true;
  const WARN_S = 120;
  const NOTED_EVERY_MS = 5 * 60 * 1000;
  let due = 0; // when the server is asked how long it lasts
  let timer = 0;
  let acted = Date.now();

  const rooms = () => document.querySelector("[data-rest]");
  const shown = () => document.getElementById("rest");

  function plan(left) {
    clearTimeout(timer);
    due = Date.now() + Math.max(left - WARN_S, 1) * 1000;
    timer = setTimeout(look, due - Date.now());
  }

  // Gives the seconds that are left; null if nobody answers.
  async function ask() {
    try {
      const response = await fetch(rooms().dataset.restAt, { redirect: "manual" });
      if (response.ok) return (await response.json()).left;
      return response.type === "opaqueredirect" || response.status === 403 ? 0 : null;
    } catch {
      return null;
    }
  }

  function tell(title, text, button) {
    shown()?.remove();
    const box = Object.assign(document.createElement("dialog"), { id: "rest", className: "asks-desk" });
    box.setAttribute("aria-labelledby", "rest-title");
    box.innerHTML = '<h2 id="rest-title"></h2><p></p><div class="presses"></div>';
    box.querySelector("h2").textContent = title;
    box.querySelector("p").textContent = text;
    box.querySelector("div").append(button);
    document.body.append(box);
    box.showModal();
    return box;
  }

  function warn(left) {
    const stay = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: "계속 쓸게요" });
    const box = tell("곧 저절로 나가요", "오래 쉬어서 2분 안에 로그인이 풀려요. 적은 것은 그대로 있어요.", stay);
    stay.addEventListener("click", () => box.close());
    box.addEventListener("close", () => box.dataset.gone || note());
    clearTimeout(timer);
    timer = setTimeout(look, (left + 1) * 1000);
  }

  function leave() {
    const again = Object.assign(document.createElement("a"), { className: "button small", target: "_blank", rel: "opener", textContent: "새 창에서 다시 로그인하기" });
    again.href = `${rooms().dataset.restEnter}?to=${encodeURIComponent(location.pathname + location.search)}`;
    if (shown()) shown().dataset.gone = "1";
    tell("오래 쉬어서 나왔어요", "적은 것은 이 화면에 그대로 있어요. 새 창에서 다시 로그인하고 돌아오면 이어서 할 수 있어요.", again);
  }

  async function look() {
    if (!rooms()) return;
    const left = await ask();
    if (left === null) return plan(WARN_S + 30);
    if (left > WARN_S) {
      if (shown()) shown().dataset.gone = "1";
      shown()?.close();
      shown()?.remove();
      return plan(left);
    }
    left > 0 ? warn(left) : leave();
  }

  // Something was done that the server did not see: it is told, so that the session stays.
  async function note() {
    acted = Date.now();
    shown()?.remove();
    await fetch(rooms().dataset.restStay, { redirect: "manual" }).catch(() => null);
    look();
  }

  document.addEventListener("input", () => rooms() && Date.now() - acted > NOTED_EVERY_MS && note());
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (!rooms() || ctx?.target?.id !== "screen") return;
    acted = Date.now();
    plan(Number(rooms().dataset.rest));
  });
  document.addEventListener("visibilitychange", () => !document.hidden && rooms() && (shown() || Date.now() > due) && look());
  addEventListener("focus", () => rooms() && shown() && look());
  if (rooms()) plan(Number(rooms().dataset.rest));
})();
