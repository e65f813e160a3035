/** The words that options take. They stand alone, so that `--help` loads nothing else. */
export const planFormats = ["text", "json", "markdown", "github"] as const;
export const failures = ["loosens", "drift", "delete", "changes"] as const;
export const showForms = ["words", "json", "diagram", "code"] as const;
export const locales = ["en", "es"] as const;
