import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

/** Where the package with Chromium in it runs. */
export const hasBrowser = process.platform === "linux" && process.arch === "x64";

/**
 * Chromium from the npm package. Its own arguments won't do: they end the browser with the first page, and switch
 * off the security that the site is tested for.
 */
export async function launchBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    chromiumSandbox: false,
    args: ["--headless=shell", "--no-zygote", "--use-gl=angle", "--use-angle=swiftshader"],
  });
}
