// A link carries its code behind "#", which no server ever sees: put it into the form, and take it out of the address.
// The entry of the history keeps it, so that it is there again after Back and a reload; text that a messenger glued on is cut.
(() => {
  const box = document.querySelector("input[name=token]");
  if (!box) return;
  const take = () => {
    const found = /^#?([\w-]{43})(?![\w-])/.exec(location.hash);
    const code = found?.[1] ?? history.state?.code;
    if (!code) return;
    box.value = code;
    history.replaceState({ ...history.state, code }, "", location.pathname);
    document.getElementById("token-box").hidden = true;
  };
  take();
  addEventListener("hashchange", take);
})();
