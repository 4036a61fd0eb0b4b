/// Chooses from what evidence on an alert rises, by conversations whose evidence comes from models that did not learn from them.
///
/// The measure is F1 of first alerts, as `ConversationEvaluation` counts them. An alert that comes too early is false and
/// misses the turn, so that from some point on a lower threshold costs precision and finds nothing more: recall at a given
/// precision would go there. Evidence is taken as known to about ± `spread`, which makes steps into slopes, and F1 smooth.
/// Around its peak F1 is flat, and the peak lies too high: the rules, made with many of the conversations, part those better
/// than they will part others; and who waits for a person in vain loses more than who looks in vain. So the lowest threshold is
/// taken whose F1 is at least `share` of the best. (On three groups of later conversations, each left out of learning and
/// choice, that found .744 in Chinese and .705 in English at precisions of .79 and .85; at the peak it was .63 and .68 at .83
/// and .92, and from a share of .95 to .97 little changes.)
struct ThresholdChoice {
    /// One conversation with its evidence, 1/1024 nat, of all the customer's turns, what a rule adds included.
    struct Conversation {
        var isEnglish: Bool
        var evidence: [Int]
        /// The turn at which somebody is due, among those in `evidence`.
        var gold: Int?
    }

    /// All in 1/1024 nat: the thresholds tried, from `-range` to `range`, and the scale of the logistic curve that stands for
    /// what is not known of the evidence.
    static let range = 3_072
    static let step = 32
    static let spread = 256.0
    /// Of the best F1 that is enough.
    static let share = 0.96
    /// Conversations with and without a turn that is due, as many as a choice takes at least of each. A language with fewer has
    /// the threshold of both together; with too few of both it is `fallback`.
    static let leastConversations = 20
    /// As chosen by hand on zh-c345 and en-c339 on.
    static let fallback: Int32 = -600

    private var conversations: [Conversation] = []

    mutating func add(_ conversation: Conversation) { conversations.append(conversation) }

    var thresholds: EscalationThresholds {
        let both = Self.threshold(conversations) ?? Self.fallback
        return EscalationThresholds(
            chinese: Self.threshold(conversations.filter { !$0.isEnglish }) ?? both,
            english: Self.threshold(conversations.filter(\.isEnglish)) ?? both)
    }

    /// `nil` if there are too few.
    private static func threshold(_ conversations: [Conversation]) -> Int32? {
        let due = conversations.count { $0.gold != nil }
        guard min(due, conversations.count - due) >= leastConversations else { return nil }
        let tried = Array(stride(from: -range, through: range, by: step))
        let measures = tried.map { f1(conversations, at: $0, due: due) }
        let enough = measures.max()! * share
        return measures.firstIndex { $0 >= enough }.map { Int32(tried[$0]) }
    }

    /// F1 = 2·right / (alerts + due), with alerts and right ones in proportion to how surely they rise.
    private static func f1(_ conversations: [Conversation], at threshold: Int, due: Int) -> Double {
        func chance(_ evidence: some Collection<Int>) -> Double {
            evidence.max().map { PortableMath.sigmoid(Double($0 - threshold) / spread) } ?? 0
        }
        var alerts = 0.0
        var right = 0.0
        for conversation in conversations {
            alerts += chance(conversation.evidence)
            guard let gold = conversation.gold else { continue }
            // The alert may come at the customer's next turn, if none has before.
            right += chance(conversation.evidence.prefix(gold + 2)) - chance(conversation.evidence.prefix(gold))
        }
        return 2 * right / (alerts + Double(due))
    }
}
