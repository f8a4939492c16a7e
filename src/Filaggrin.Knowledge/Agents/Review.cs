namespace Filaggrin.Knowledge.Agents;

/// <summary>A clinician's review. It counts for an item as it stood in the edition that was reviewed.</summary>
/// <param name="By">Who reviewed.</param>
/// <param name="On">The day.</param>
/// <param name="Edition">The version of the edition that lay before the reviewer.</param>
public sealed record Review(string By, DateOnly On, string Edition)
{
    /// <summary>The review that counts for an item: its own or that of its whole agent, whichever saw the later edition.</summary>
    public static Review? Of(Agent agent, Item item)
    {
        if (agent.Review is not { } whole || item.Review is not { } own) return item.Review ?? agent.Review;
        return Knowledge.Edition.Compare(whole.Edition, own.Edition) > 0 ? whole : own;
    }
}

/// <summary>How many rules clinicians have reviewed.</summary>
/// <param name="Reviewed">Reviewed as they stand in this edition.</param>
/// <param name="Earlier">Reviewed as they stood in an earlier edition; they may have changed since.</param>
/// <param name="Rules">All rules.</param>
public sealed record ReviewCount(int Reviewed, int Earlier, int Rules)
{
    /// <summary>Counts the rules of some agents.</summary>
    public static ReviewCount Of(IEnumerable<Agent> agents, Edition edition)
    {
        int reviewed = 0, earlier = 0, rules = 0;
        foreach (Agent agent in agents)
        {
            foreach (Rule rule in agent.Rules)
            {
                rules++;
                if (Review.Of(agent, rule) is not { } review) continue;
                if (Edition.Compare(review.Edition, edition.Version) == 0) reviewed++;
                else earlier++;
            }
        }

        return new(reviewed, earlier, rules);
    }
}
