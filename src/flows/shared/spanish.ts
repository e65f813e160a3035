import type { SayingsFor } from "../../print/wording.js";
import type { flowRows, peopleKeptOut, sourceRows } from "./rows.js";

/** What is said of the fields that flows of more than one type have. */
export const flowSayings: Omit<SayingsFor<typeof flowRows>, "status"> = {
  project: "El flujo pertenece al proyecto {}.",
  redirectUrl: "Al terminar, se redirige a la persona a {}.",
  systemForm: "El formulario adicional es {}.",
  webhook: "Verifik informa de lo que ocurre al webhook {}.",
  version: "Esta es la versión {} del flujo.",
};

export const sourceSayings: SayingsFor<typeof sourceRows> = {
  source: {
    API: "La lista está detrás de una API, a la que Verifik consulta por cada persona.",
    CSV: "La lista se carga junto con el flujo.",
    NONE: "No hay ninguna lista conectada.",
  },
  apiTestType: {
    email: "La API se prueba con un correo electrónico.",
    phone: "La API se prueba con un número de teléfono.",
  },
  apiUrl: "La API es {}.",
  apiTestValue: "El dato con el que se prueba es {}.",
};

export const peopleSayings: SayingsFor<{ people: typeof peopleKeptOut }>["people"] = {
  all: "Personas en la lista: {}",
  name: "con nombre: {}",
  email: "con correo electrónico: {}",
  countryCode: "con código de país: {}",
  phone: "con número de teléfono: {}",
  project: "con un proyecto propio: {}",
};

export const searchModeSayings = {
  FAST: "La búsqueda da prioridad a la rapidez.",
  ACCURATE: "La búsqueda da prioridad a la precisión.",
} as const;
