// Opens a report in Chromium and prints what it finds there, as one JSON object.
//
//   node check.mjs REPORT light|dark [PICTURE]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, colorScheme, picture] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const found = { problems: [], requests: [], counts: {}, violations: [] };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium" });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
page.on("console", (message) => found.problems.push(`${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => found.problems.push(error.message));
page.on("dialog", (dialog) => {
  found.problems.push(`dialog: ${dialog.message()}`);
  dialog.dismiss();
});
page.on("request", (request) => found.requests.push(new URL(request.url()).protocol));

const says = (pattern) =>
  page.waitForFunction((source) => new RegExp(source).test(document.getElementById("count").textContent), pattern);
const unfolded = () =>
  page.waitForFunction(() =>
    [...document.querySelectorAll("#list details[open] .details")].every((details) => details.textContent),
  );
const count = () => page.locator("#count").textContent();
const rows = () => page.locator("#list > tbody").count();
const state = async () => ({ says: await count(), rows: await rows() });

await page.goto(pathToFileURL(resolve(report)).href);
found.title = await page.title();
found.page = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
found.counts.all = await state();
if (picture) {
  await page.locator("#list details").nth(1).evaluate((details) => (details.open = true));
  await page.locator("#list details[open] table").first().waitFor();
  await page.screenshot({ path: picture, clip: { x: 0, y: 0, width: 1280, height: 2260 }, fullPage: true });
  await page.locator("#fold").click();
}

// By keyboard alone: to the search, a word, the outcome by its first letter, and back with the button behind them.
await page.locator("#search").focus();
await page.keyboard.type("Microglial", { delay: 5 });
await says(" of ");
found.counts.search = await state();
await page.keyboard.press("Tab");
await page.keyboard.type("h");
await page.waitForFunction(() => document.getElementById("outcome").value !== "");
found.counts.searchAndOutcome = await state();
for (let step = 0; step < 4; step++) {
  await page.keyboard.press("Tab");
}
await page.keyboard.press("Enter");
await says("^[0-9,]+ artifacts");
found.counts.cleared = await state();
for (const filter of ["outcome", "field", "state", "pin"]) {
  found[filter] = await page.locator(`#${filter} option`).allTextContents();
}
if (found.field.length > 1) {
  await page.locator("#field").selectOption({ index: 1 });
  found.counts.field = await state();
  await page.locator("#field").selectOption({ index: 0 });
}

while (await page.locator("#next").isEnabled()) {
  await page.locator("#next").click();
}
found.counts.lastPage = await state();

const last = page.locator("#list summary").last();
await last.focus();
await page.keyboard.press("Enter");
await page.locator("#list details[open]").waitFor();
await unfolded();
found.unfolded = (await page.locator("#list details[open] .details").textContent()).length;
await page.locator("#unfold").click();
await unfolded();
found.open = await page.locator("#list details[open]").count();

await page.evaluate(axe);
const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
found.violations = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
found.rules = passes.length;
await browser.close();
console.log(JSON.stringify(found));
