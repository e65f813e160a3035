import type { SayingsFor, Wording } from "../../print/wording.js";
import { flowSayings, peopleSayings, searchModeSayings, sourceSayings } from "../shared/spanish.js";
import type { ChapterName } from "./chapters.js";
import type { login } from "./table.js";

function sayings(): SayingsFor<typeof login.rows> {
  return {
    ...flowSayings,
    status: {
      draft: "El flujo es un borrador: se está configurando y nadie puede usarlo.",
      active: "El flujo está activo. Se puede usar mientras su proyecto también esté activo.",
      paused: "El flujo está en pausa.",
    },
    collectionCode: "El código de su colección es {}.",
    identityUrl: "La API a la que se consulta por quien inicia sesión es {}.",
    webhookUrl: "Las notificaciones se envían a {}.",
    allowedCountries: "Países permitidos: {}.",
    usesWhiteList: { true: "Se usa la lista blanca.", false: "No se usa la lista blanca." },
    login: {
      email: {
        true: [
          "Se puede iniciar sesión con un código que se envía al correo electrónico.",
          "El código del correo no se ingresa antes de que venza, unos 15 minutos después.",
        ],
        false: "No se puede iniciar sesión con un código que se envía al correo electrónico.",
      },
      emailGateway: {
        mailgun: "Mailgun envía los correos.",
        none: "No hay ningún servicio definido para enviar los correos.",
      },
      phone: {
        true: [
          "Se puede iniciar sesión con un código que se envía al teléfono.",
          "El código que se envió al teléfono no se ingresa.",
        ],
        false: "No se puede iniciar sesión con un código que se envía al teléfono.",
      },
      phoneGateway: {
        sms: "El código se envía por SMS.",
        whatsapp: "El código se envía por WhatsApp.",
        both: "Los códigos se envían por SMS y WhatsApp.",
        none: "No hay ningún servicio definido para enviar códigos al teléfono.",
      },
      faceLiveness: {
        true: "Se puede iniciar sesión con una selfie.",
        false: "No se puede iniciar sesión con una selfie.",
      },
      minScore: [
        "La selfie debe mostrar a una persona viva, con un puntaje de al menos {}, donde 1 es el máximo.",
        "La selfie muestra a una persona viva con un puntaje menor que {}.",
      ],
      searchMinScore: [
        "El rostro se busca entre los conocidos. Dos rostros coinciden a partir de un puntaje de {}.",
        "Ningún rostro conocido coincide con la selfie con un puntaje de al menos {}.",
      ],
      searchMode: searchModeSayings,
      showFaceLivenessRecommendation: {
        true: "A quien tiene una selfie deficiente se le recomienda registrar una mejor.",
        false: "A quien tiene una selfie deficiente no se le recomienda registrar una mejor.",
      },
      steps: "Pasos del inicio de sesión: {}.",
    },
    security: {
      strategy: {
        whitelist: [
          "Solo las personas de una lista pueden iniciar sesión.",
          "La persona no está en la lista.",
        ],
        none: "Ninguna lista decide quién puede iniciar sesión.",
      },
      ...sourceSayings,
    },
    whiteList: peopleSayings,
  };
}

export function spanish(): Wording<ChapterName, never, SayingsFor<typeof login.rows>> {
  return {
    title: "Cómo se inicia sesión",
    fails: "Por qué falla un inicio de sesión",
    chapters: {
      flow: "El flujo",
      emailCode: "Código por correo electrónico",
      phoneCode: "Código por teléfono",
      selfie: "Selfie",
      people: "Quién puede iniciar sesión",
      end: "Después",
    },
    facts: {},
    sayings: sayings(),
  };
}
