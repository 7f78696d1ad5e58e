package import DNS
package import Resolver

/// What a survey needs of the network: questions by view, and questions to one server of a view.
package protocol SurveyNetwork: Lookup {
    /// Asks exactly this server, whatever was asked before.
    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult
}

extension DNSClient: SurveyNetwork {}
