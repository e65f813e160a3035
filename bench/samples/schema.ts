import { z } from "zod";

const flag = z.boolean().optional();
const requirement = z.enum(["mandatory", "optional", "skip"]).optional();
const validation = z.enum(["SCAN_ZERO", "SCAN_PROMPT", "SCAN_STUDIO"]).optional();
const objectId = z.string().regex(/^[0-9a-f]{24}$/i);
const webUrl = z.url({ protocol: /^https?$/ }).optional();
const attempts = z.int().min(3).max(10).optional();
const score = (min: number) => z.number().min(min).max(1).optional();

const steps = z.strictObject({
  basicInformation: requirement,
  document: requirement,
  form: requirement,
  liveness: requirement,
  signUpForm: requirement,
});

const signUpForm = z.strictObject({
  email: flag,
  emailGateway: z.enum(["mailgun", "none"]).optional(),
  extraFields: z.array(z.string().regex(/\S/)).optional(),
  firstName: flag,
  fullName: flag,
  lastName: flag,
  phone: flag,
  phoneGateway: z.enum(["sms", "whatsapp", "both", "none"]).optional(),
  showPrivacyNotice: flag,
  showTermsAndConditions: flag,
});

const basicInformation = z.strictObject({
  address: flag,
  age: flag,
  dateOfBirth: flag,
  gender: flag,
  postalCode: flag,
});

const document = z.strictObject({
  compareMinScore: score(0.5),
  maxAttempts: attempts,
  validationMethod: validation,
  fallbackValidationMethod: validation,
  scanDocumentAllowed: flag,
  uploadDocumentAllowed: flag,
  useGovernmentID: flag,
  useLicense: flag,
  usePassport: flag,
  verifyCriminalHistory: flag,
  verifyNames: flag,
});

const liveness = z.strictObject({
  livenessMinScore: score(0.5),
  searchMinScore: score(0.3),
  maxAttempts: attempts,
  searchMode: z.enum(["FAST", "ACCURATE"]).optional(),
});

const security = z.strictObject({
  strategy: z.enum(["blacklist", "none"]).optional(),
  source: z.enum(["API", "CSV", "NONE"]).optional(),
  apiTestType: z.enum(["email", "phone"]).optional(),
  apiUrl: webUrl,
  apiTestValue: z.string().optional(),
});

/** A flow's body as someone checks it who uses zod, as strictly as the builder. */
export const schema = z.strictObject({
  type: z.literal("onboarding"),
  project: objectId,
  status: z.enum(["draft", "active", "paused"]).optional(),
  redirectUrl: webUrl,
  systemForm: objectId.optional(),
  webhook: objectId.optional(),
  version: z.int().positive().optional(),
  onboardingSettings: z
    .strictObject({
      hiddenLoginOption: flag,
      requiresSignature: flag,
      steps: steps.optional(),
      signUpForm: signUpForm.optional(),
      basicInformation: basicInformation.optional(),
      document: document.optional(),
      liveness: liveness.optional(),
    })
    .optional(),
  security: security.optional(),
});
