package import DNS
package import Resolver

/// The network access of a survey: questions by view, and questions to one server of a view.
package protocol SurveyNetwork: Lookup {
    /// Queries exactly this server, whatever was asked before.
    func ask(_ question: Question, server: Endpoint, in view: String) async -> LookupResult
}

extension DNSClient: SurveyNetwork {}
