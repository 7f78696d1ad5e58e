/* OpenSSL, with what Swift cannot import from it: macros and generic stacks. Nothing else is done here. */
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/* Contexts and sessions. */
static inline int sendready_ctx_set_min_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}
static inline int sendready_ctx_set_max_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_max_proto_version(context, version);
}
static inline void sendready_ctx_set_max_cert_list(SSL_CTX *context, long octets) {
    SSL_CTX_set_max_cert_list(context, octets);
}
/* The OpenSSL flags are 64-bit macros: servers without secure renegotiation are described too; nobody renegotiates. */
static inline void sendready_ctx_allow_legacy_servers(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION);
}
static inline int sendready_ctx_set_groups(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_groups_list(context, names);
}
static inline int sendready_ctx_set_signature_algorithms(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_sigalgs_list(context, names);
}
static inline int sendready_set_server_name(SSL *session, const char *name) {
    return (int)SSL_set_tlsext_host_name(session, name);
}
static inline void sendready_request_status(SSL *session) {
    SSL_set_tlsext_status_type(session, TLSEXT_STATUSTYPE_ocsp);
}
static inline long sendready_status_response(SSL *session, const unsigned char **octets) {
    return SSL_get_tlsext_status_ocsp_resp(session, octets);
}
static inline EVP_PKEY *sendready_peer_temporary_key(SSL *session) {
    EVP_PKEY *key = NULL;
    return SSL_get_peer_tmp_key(session, &key) ? key : NULL;
}

static inline void sendready_ctx_add_chain(SSL_CTX *context, X509 *certificate) {
    SSL_CTX_add1_chain_cert(context, certificate);
}
static inline EVP_PKEY *sendready_new_ec_key(void) { return EVP_EC_gen("P-256"); }

/* Stacks. */
static inline int sendready_certificate_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *sendready_certificate_at(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
static inline STACK_OF(X509) *sendready_certificate_stack(void) { return sk_X509_new_null(); }
static inline int sendready_certificate_push(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate);
}
/* With the certificates in it. */
static inline void sendready_certificates_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }
static inline void sendready_certificate_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }

static inline int sendready_name_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }
/* The octets of a dNSName or an iPAddress, borrowed from `names`; the kind is GEN_DNS, GEN_IPADD or -1. */
static inline int sendready_name_at(const GENERAL_NAMES *names, int index, const unsigned char **octets, int *length) {
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    if (name->type != GEN_DNS && name->type != GEN_IPADD) return -1;
    const ASN1_STRING *text = name->type == GEN_DNS ? name->d.dNSName : name->d.iPAddress;
    *octets = ASN1_STRING_get0_data(text);
    *length = ASN1_STRING_length(text);
    return name->type;
}
static inline int sendready_access_count(const AUTHORITY_INFO_ACCESS *access) { return sk_ACCESS_DESCRIPTION_num(access); }
/* The octets of a URI of authority information access, borrowed; the method is NID_ad_ca_issuers, NID_ad_OCSP, … or 0. */
static inline int sendready_access_at(
    const AUTHORITY_INFO_ACCESS *access, int index, const unsigned char **octets, int *length) {
    const ACCESS_DESCRIPTION *entry = sk_ACCESS_DESCRIPTION_value(access, index);
    if (entry->location->type != GEN_URI) return 0;
    *octets = ASN1_STRING_get0_data(entry->location->d.uniformResourceIdentifier);
    *length = ASN1_STRING_length(entry->location->d.uniformResourceIdentifier);
    return OBJ_obj2nid(entry->method);
}

/* Texts. */
static inline long sendready_memory(BIO *memory, char **octets) { return BIO_get_mem_data(memory, octets); }
static inline void sendready_free(void *memory) { OPENSSL_free(memory); }
/* `CN=R10, O=Let's Encrypt, C=US`, control characters escaped, UTF-8 as it is. */
static inline void sendready_print_name(BIO *memory, const X509_NAME *name) {
    unsigned long flags = (ASN1_STRFLGS_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) | ASN1_STRFLGS_UTF8_CONVERT
        | XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_DN_REV | XN_FLAG_FN_SN | XN_FLAG_DUMP_UNKNOWN_FIELDS;
    X509_NAME_print_ex(memory, name, 0, flags);
}
