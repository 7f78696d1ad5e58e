/// The page's few lines of script, which copy records. The page is whole without it.
enum HTMLScript {
    /// SHA-256 of `text` in Base64; a test computes it.
    static let hash = "+YCOusvDf7giXvpbY+jOqVZ46jC8RdZBJ12JikIMwoA="

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
        """
}
