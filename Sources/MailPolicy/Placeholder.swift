// MailPolicy
