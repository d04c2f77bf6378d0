// Dropping files and a bar that fills while they are sent. Without it, the form works as any form does.
const form = document.querySelector("[data-import-form]");

function setUp() {
  const drop = form.querySelector("[data-import-drop]");
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector("[data-import-list]");
  const bar = form.querySelector("[data-import-progress]");
  const working = form.querySelector("[data-import-working]");
  const button = form.querySelector('button[type="submit"]');
  input.multiple = true;
  form.querySelector("[data-import-hint]").hidden = false;

  const showNames = () => {
    list.replaceChildren(
      ...Array.from(input.files, (file) => {
        const item = document.createElement("li");
        item.textContent = file.name;
        return item;
      }),
    );
  };
  input.addEventListener("change", showNames);
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("import-drop--over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("import-drop--over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("import-drop--over");
    input.files = event.dataTransfer.files;
    showNames();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    bar.hidden = false;
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.upload.addEventListener("progress", (sent) => {
      if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total;
    });
    request.upload.addEventListener("load", () => {
      bar.hidden = true;
      working.hidden = false;
    });
    // The answer is a whole page, the preview or the form with its errors.
    request.addEventListener("load", () => {
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", () => {
      button.disabled = false;
      bar.hidden = true;
      working.hidden = true;
    });
    request.send(new FormData(form));
  });
}

if (form) setUp();
