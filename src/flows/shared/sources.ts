/** Where rules are known from: pages of Verifik's documentation, and apps that Verifik publishes. */
export const createPage = "https://docs.verifik.co/resources/project-flows/create-a-project-flow";
export const smartEnrollPage =
  "https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-enroll-project-flow";
export const smartAccessPage =
  "https://docs.verifik.co/resources/project-flows/create-a-project-flow/smart-access-project-flow";
export const securityPage =
  "https://docs.verifik.co/resources/project-flows/create-a-project-flow/security-settings";
export const updatePage = "https://docs.verifik.co/resources/project-flows/update-a-project-flow";
export const listPage = "https://docs.verifik.co/smartaccess/connect-your-database";
export const registrationPage =
  "https://docs.verifik.co/resources/app-registrations/create-an-app-registration";
export const syncPage =
  "https://docs.verifik.co/resources/app-registrations/sync-app-registration-status";
export const selfHostedPage = "https://docs.verifik.co/smart-enroll-self-hosted";
export const enrollPage = "https://docs.verifik.co/smartenroll";
export const applicantApp = "Verifik's own applicant app";
export const dashboard = "Verifik's own dashboard";
