import type { DefaultTheme } from "vitepress";

const theme: DefaultTheme.Config = {
  nav: [
    { text: "Primeros pasos", link: "/es/getting-started" },
    { text: "Editor en línea", link: "/playground" },
    { text: "Documentación (en inglés)", link: "/getting-started" },
  ],
  sidebar: [
    {
      text: "Aprender",
      items: [
        { text: "Primeros pasos", link: "/es/getting-started" },
        { text: "Toda la documentación (en inglés)", link: "/literals-and-guards" },
      ],
    },
  ],
  notFound: {
    title: "Esta página no existe",
    quote: "Quizá cambió de lugar: búsquela, o empiece por el inicio.",
    linkText: "Al inicio",
    linkLabel: "A la página de inicio",
  },
  outline: { label: "En esta página" },
  docFooter: { prev: "Página anterior", next: "Página siguiente" },
  darkModeSwitchLabel: "Apariencia",
  lightModeSwitchTitle: "Cambiar al modo claro",
  darkModeSwitchTitle: "Cambiar al modo oscuro",
  sidebarMenuLabel: "Menú",
  returnToTopLabel: "Volver arriba",
  langMenuLabel: "Cambiar de idioma",
  skipToContentLabel: "Ir al contenido",
};

const search: DefaultTheme.LocalSearchOptions["translations"] = {
  button: { buttonText: "Buscar", buttonAriaLabel: "Buscar" },
  modal: {
    displayDetails: "Mostrar detalles",
    resetButtonTitle: "Borrar la búsqueda",
    backButtonTitle: "Cerrar la búsqueda",
    noResultsText: "No hay resultados para",
    footer: { selectText: "abrir", navigateText: "recorrer", closeText: "cerrar" },
  },
};

export const spanish = {
  description:
    "Componga flujos de Verifik en TypeScript: el compilador rechaza lo que la API rechazaría.",
  theme,
  search,
};
