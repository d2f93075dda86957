// What Shopware's administration does with a module: it waits for its word, and gives it up after five seconds.
{
  const frame = document.getElementById("app");
  const late = document.getElementById("late");
  if (frame) {
    const timer = setTimeout(() => {
      frame.hidden = true;
      late.hidden = false;
    }, 5000);
    addEventListener("message", (event) => {
      if (event.source === frame.contentWindow && event.data === "sw-app-loaded") clearTimeout(timer);
    });
  }
}
