import type { SayingsFor, Wording } from "../../print/wording.js";
import { flowSayings, peopleSayings, searchModeSayings, sourceSayings } from "../shared/spanish.js";
import type { ChapterName, FactName } from "./chapters.js";
import type { onboarding } from "./table.js";

const requirement = {
  mandatory: "Este paso es obligatorio: hay que completarlo para continuar.",
  optional: "Este paso es opcional: el solicitante puede omitirlo.",
  skip: "Este paso no forma parte del flujo.",
} as const;

function sayings(): SayingsFor<typeof onboarding.rows> {
  return {
    ...flowSayings,
    status: {
      draft: "El flujo es un borrador: se está configurando y los solicitantes no pueden usarlo.",
      active: "El flujo está activo. Se puede usar mientras su proyecto también esté activo.",
      paused: "El flujo está en pausa: no admite nuevos solicitantes.",
    },
    onboardingSettings: {
      hiddenLoginOption: {
        true: "La opción de iniciar sesión está oculta.",
        false: "La opción de iniciar sesión no está oculta.",
      },
      requiresSignature: {
        true: "Se requiere una firma.",
        false: "No se requiere ninguna firma.",
      },
      steps: {
        basicInformation: requirement,
        document: requirement,
        form: requirement,
        liveness: requirement,
        signUpForm: requirement,
      },
      signUpForm: {
        email: {
          true: "El formulario pide un correo electrónico.",
          false: "El formulario no pide un correo electrónico.",
        },
        emailGateway: {
          mailgun: [
            "Mailgun envía un código al correo electrónico.",
            "El correo electrónico no se valida con su código: el registro no se completa.",
          ],
          none: "No se envía ningún código al correo electrónico: se solicita, pero no se verifica.",
        },
        extraFields: "Otros campos que el formulario exige: {}.",
        firstName: {
          true: "El formulario pide el nombre y el apellido.",
          false: "El formulario no pide el nombre.",
        },
        fullName: {
          true: "El formulario pide el nombre completo, salvo que ya pida el nombre.",
          false: "El formulario no pide el nombre completo.",
        },
        lastName: {
          true: "El formulario pide el apellido si también pide el nombre.",
          false: "El apellido no se pide por separado.",
        },
        phone: {
          true: "El formulario pide un número de teléfono.",
          false: "El formulario no pide un número de teléfono.",
        },
        phoneGateway: {
          sms: [
            "Se envía un código al teléfono por SMS.",
            "El número de teléfono no se valida con su código: el registro no se completa.",
          ],
          whatsapp: [
            "Se envía un código al teléfono por WhatsApp.",
            "El número de teléfono no se valida con su código: el registro no se completa.",
          ],
          both: [
            "Se envían códigos al teléfono por SMS y WhatsApp.",
            "El número de teléfono no se valida con su código: el registro no se completa.",
          ],
          none: "No se envía ningún código al teléfono: el número se solicita, pero no se verifica.",
        },
        showPrivacyNotice: {
          true: "El formulario muestra el aviso de privacidad y exige la aceptación del solicitante.",
          false: "El formulario no muestra el aviso de privacidad.",
        },
        showTermsAndConditions: {
          true: "El formulario muestra los términos y condiciones y exige la aceptación del solicitante.",
          false: "El formulario no muestra los términos y condiciones.",
        },
      },
      basicInformation: {
        address: {
          true: "El solicitante indica su dirección.",
          false: "El solicitante no indica su dirección.",
        },
        age: {
          true: "El solicitante indica su edad.",
          false: "El solicitante no indica su edad.",
        },
        dateOfBirth: {
          true: "El solicitante indica su fecha de nacimiento.",
          false: "El solicitante no indica su fecha de nacimiento.",
        },
        gender: {
          true: "El solicitante indica su género.",
          false: "El solicitante no indica su género.",
        },
        postalCode: {
          true: "El solicitante indica su código postal.",
          false: "El solicitante no indica su código postal.",
        },
      },
      document: {
        minScore: [
          "La selfie y el rostro del documento coinciden a partir de un puntaje de {}, donde 1 es el máximo.",
          "La selfie y el rostro del documento obtienen un puntaje menor que {}: el registro termina como fallido.",
        ],
        maxAttempts: [
          "El solicitante tiene {} intentos con un documento.",
          "La validación del documento falla {} veces: el proceso se bloquea.",
        ],
        validationMethod: "Los documentos se validan con el método {}.",
        fallbackValidationMethod: "Si ese método no lo logra, se validan con el método {}.",
        scanDocumentAllowed: {
          true: "El solicitante puede escanear el documento con la cámara.",
          false: "El solicitante no puede escanear el documento con la cámara.",
        },
        uploadDocumentAllowed: {
          true: "El solicitante puede subir una imagen del documento.",
          false: "El solicitante no puede subir una imagen del documento.",
        },
        useGovernmentID: {
          true: "Se acepta un documento de identidad oficial.",
          false: "No se acepta un documento de identidad oficial.",
        },
        useLicense: {
          true: "Se acepta una licencia de conducir.",
          false: "No se acepta una licencia de conducir.",
        },
        usePassport: { true: "Se acepta un pasaporte.", false: "No se acepta un pasaporte." },
        verifyCriminalHistory: {
          true: "Se consultan los antecedentes penales del solicitante.",
          false: "No se consultan los antecedentes penales del solicitante.",
        },
        verifyNames: {
          true: "Se verifican los nombres del documento.",
          false: "No se verifican los nombres del documento.",
        },
      },
      liveness: {
        minScore: [
          "La selfie debe mostrar a una persona viva, con un puntaje de al menos {}, donde 1 es el máximo.",
          "La selfie muestra a una persona viva con un puntaje menor que {}: el registro termina como fallido.",
        ],
        searchMinScore:
          "El rostro se busca entre los ya registrados. Dos rostros coinciden a partir de un puntaje de {}.",
        maxAttempts: [
          "El solicitante tiene {} intentos con una selfie. Solo cuenta la que se rechaza por su puntaje, no la que está descentrada o tapada.",
          "La selfie se rechaza {} veces por su puntaje.",
        ],
        searchMode: searchModeSayings,
      },
    },
    security: {
      strategy: {
        blacklist: [
          "Las personas de una lista quedan excluidas.",
          "El solicitante está en la lista.",
        ],
        none: "Ninguna lista excluye a nadie.",
      },
      ...sourceSayings,
    },
    whiteList: peopleSayings,
  };
}

export function spanish(): Wording<ChapterName, FactName, SayingsFor<typeof onboarding.rows>> {
  return {
    title: "Qué hace un solicitante, paso a paso",
    fails: "Por qué un solicitante no pasa",
    chapters: {
      flow: "El flujo",
      signUpForm: "Formulario de registro",
      emailCode: "Código por correo electrónico",
      phoneCode: "Código por teléfono",
      instructions: "Instrucciones",
      basicInformation: "Información básica",
      document: "Documento",
      liveness: "Selfie",
      comparison: "Comparación de la selfie con el documento",
      form: "Formulario adicional",
      end: "Fin",
      people: "Quién queda excluido",
    },
    facts: {
      mayContinueWithoutKyc:
        "Ningún paso posterior es obligatorio: el solicitante puede continuar sin verificación, y su registro queda entonces como completado sin KYC.",
      mayContinueUnlessSet:
        "Ningún paso posterior figura como obligatorio y no todos están definidos: es posible que el solicitante pueda continuar sin verificación.",
      hasToGoOn: "Algún paso posterior es obligatorio: no se puede continuar sin verificación.",
      endsAfterSignUp: "El flujo termina justo después del registro: no se verifica a nadie.",
      notCompared: "No se comparan: falta en el flujo el documento o la selfie.",
    },
    sayings: sayings(),
  };
}
