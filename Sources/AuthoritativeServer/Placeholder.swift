// AuthoritativeServer
