// LDNSCodec
