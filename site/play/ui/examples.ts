/** What the playground opens with: the flow that a reader of the front page has seen. */
export const example = `import { flow } from "verifik-flow";

export const onboarding = flow()
  .project("507f1f77bcf86cd799439013")
  .status("active")
  .steps({ signUpForm: "mandatory", document: "mandatory" })
  .signUpForm((form) => form.email().emailGateway("mailgun"))
  .document((document) =>
    document
      .minScore(0.85) // try 0.4
      .maxAttempts(5)
      .usePassport(),
  )
  .liveness((liveness) => liveness.minScore(0.65));
`;

export const exampleJson = `{
  "type": "login",
  "project": "507f1f77bcf86cd799439013",
  "loginSettings": { "email": true, "emailGateway": "mailgun", "faceLiveness": true, "minScore": 0.6 }
}
`;
