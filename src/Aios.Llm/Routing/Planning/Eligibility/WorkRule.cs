namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class WorkRule : IEligibilityRule
{
    public bool Concerns(Decision decision) => decision.Request.Specialist is null;

    public bool Admits(Decision decision, int contender) => !decision.Contenders[contender].Candidate.NeedsSpecialist;

    public string Reason(Decision decision, int contender) => "It does the tasks of specialists, and answers no questions.";
}
