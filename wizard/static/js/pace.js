// How long a screen was looked at, in whole seconds, goes along with the request that leaves it.
(() => {
  let place, seen, since;
  const stop = () => {
    if (since) seen += performance.now() - since;
    since = document.hidden ? 0 : performance.now();
  };

  function arrive() {
    if (place !== location.pathname) [place, seen, since] = [location.pathname, 0, 0];
    stop();
  }

  document.addEventListener("visibilitychange", stop);
  document.addEventListener("htmx:after:swap", arrive);
  document.addEventListener("htmx:config:request", ({ detail }) => {
    stop();
    detail.ctx.request.headers.Pace = `${Math.round(seen / 1000)} ${place}`;
  });
  arrive();
})();
