import type { DefaultTheme } from "vitepress";

type Render = NonNullable<DefaultTheme.LocalSearchOptions["_render"]>;

/**
 * What of a page can be searched for. The index has an entry for each heading, so each row that can be linked to
 * gets one: a field, the code of an error.
 */
export const searched: Render = (source, env, md) => {
  const html = md.render(source, env);
  if (env.frontmatter?.["search"] === false) return "";
  return html.replace(/<tr id="([^"]+)"[^>]*>/g, '<h4>$1 <a href="#$1"></a></h4>$&');
};
