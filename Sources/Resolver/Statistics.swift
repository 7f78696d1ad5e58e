package import DNS

/// What a client has done so far.
package struct Statistics: Sendable, Hashable {
    /// Questions asked by callers, including those answered from the cache; each further name of an alias chain counts.
    public internal(set) var questions = 0
    /// Questions answered from the cache, or by joining a pending query.
    public internal(set) var cacheHits = 0
    /// Datagrams, and queries over TCP.
    public internal(set) var packetsSent = 0
    /// Packets that reached the socket of an attempt but were not its reply.
    public internal(set) var mismatchedReplies = 0
    public internal(set) var servers: [Endpoint: Server] = [:]

    package struct Server: Sendable, Hashable {
        public internal(set) var answered = 0
        /// Attempts whose retry timeout passed, even if a reply came later.
        public internal(set) var unanswered = 0
    }
}
