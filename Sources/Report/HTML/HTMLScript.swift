/// The page's few lines of script: they copy records, filter findings, open the list that replaces the picture on a
/// narrow screen, and open everything that is folded before it is printed. The page is complete without them.
enum HTMLScript {
    /// SHA-256 of `text` in Base64; a test computes it.
    static let hash = "igJZey8TexfIxdZPf0FPWXeZZlP2lZEHbJzqfpLEx7Q="

    static let text: StaticString = """
        "use strict";
        const said = document.getElementById("said");
        for (const button of document.querySelectorAll("button.copy")) {
          button.hidden = false;
          button.addEventListener("click", async () => {
            const code = button.parentElement.querySelector("code");
            let done = true;
            try { await navigator.clipboard.writeText(code.textContent); } catch {
              getSelection().selectAllChildren(code);
              done = document.execCommand("copy");
            }
            button.textContent = done ? "Copied" : "Selected: press Ctrl+C";
            said.textContent = done ? "The record was copied." : "The record is selected.";
            setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 2500);
          });
        }
        for (const form of document.querySelectorAll("form.filter")) {
          form.hidden = false;
          const articles = [...document.getElementById(form.dataset.for).parentElement.querySelectorAll("article")];
          form.addEventListener("change", () => {
            const fields = [...form.querySelectorAll("select")].filter((field) => field.value);
            for (const article of articles) article.hidden = fields.some((field) => article.dataset[field.name] !== field.value);
            const shown = articles.filter((article) => !article.hidden).length;
            form.querySelector("output").textContent = shown + " of " + articles.length + " shown";
          });
        }
        for (const cards of document.querySelectorAll("details.cards")) cards.open = matchMedia("(max-width: 600px)").matches;
        let opened = [];
        addEventListener("beforeprint", () => {
          opened = [...document.querySelectorAll("details:not([open]):not(.cards)")];
          for (const part of opened) part.open = true;
        });
        addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
        """
}
