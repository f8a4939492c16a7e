using System.Collections.Immutable;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

/// <summary>A faultless small set of tables, to plant faults in.</summary>
internal static class SmallTables
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["agents.csv"] = """
            agent,name,kind
            dupilumab,Dupilumab,option
            placebo,Placebo,comparator
            """,
        ["outcomes.csv"] = """
            outcome,name,kind,better,domain,instrument,definition,estimand
            EASI50,EASI improved by half,binary,higher,clinical-signs,EASI,at least 50% lower,
            EASI75,EASI improved by three quarters,binary,higher,clinical-signs,EASI,at least 75% lower,
            EASI_change,Change of EASI,continuous,lower,clinical-signs,EASI,points; negative is better,
            randomised,Arm declared,binary,higher,none,none,declares the arms,
            """,
        ["trials.csv"] = """
            trial,name,registry,reference,doi,pmid,population,age,eligibility,prior_failure,severity,background,design,analysis_set,duration_weeks,primary_week,randomised,blinding,funding,doi_origin,registry_origin,origin,note
            alpha,ALPHA,NCT01,Author 2020,10.1/a,,adult,>=18 y,,,severe,monotherapy,parallel,induction,16,16,210,double-blind,a firm,read,read,read,"a note, with a comma"
            beta,BETA,NCT02,Author 2021,10.1/b,,child,6-11 y,,,severe,with-topical-steroids,parallel,no-arm-figures,16,16,50,double-blind,a firm,read,read,read,
            """,
        ["arms.csv"] = """
            trial,arm,agent,regimen,loading,dose,route,outcome,week,n,events,percent,mean,sd,se,ci_low,ci_high,estimand,outcome_origin,n_origin,events_origin,label_origin,tier,flag,source,note
            alpha,pbo,placebo,,,q2w,sc,EASI50,16,100,40,40.0,,,,,,nri,read,read,read,read,confirmed,,10.1/a,
            alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI50,16,100,70,70.0,,,,,,nri,read,read,read,read,confirmed,,10.1/a,
            alpha,pbo,placebo,,,q2w,sc,EASI75,16,100,20,20.0,,,,,,nri,read,read,read,read,confirmed,,10.1/a,
            alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI75,16,100,50,49.8,,,,,,nri,read,read,derived,read,confirmed,,10.1/a,
            alpha,pbo,placebo,,,q2w,sc,EASI_change,16,100,,,-5,10,,-7,-3,unknown,read,read,,read,confirmed,,10.1/a,
            alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI_change,16,100,,,-15,,1,,,unknown,read,read,,read,confirmed,,10.1/a,
            beta,pbo,placebo,,,q2w,sc,randomised,0,25,,,,,,,,unknown,read,read,,read,confirmed,,10.1/b,
            beta,dupi,dupilumab,300 mg q4w,,300 mg q4w,sc,randomised,0,25,,,,,,,,unknown,read,read,,read,confirmed,,10.1/b,
            """,
        ["contrasts.csv"] = """
            trial,outcome,week,arm_1,arm_2,measure,unit,estimate,ci_low,ci_high,ci_level,origin,tier,source,note
            alpha,EASI75,16,dupi,pbo,RD,percentage-points,30,18,42,95,read,confirmed,10.1/a,
            """,
        ["published_nma.csv"] = """
            reference,doi,outcome,population,weeks,treatment,comparator,measure,estimate,ci_low,ci_high,certainty,origin,source,note
            Author 2022,10.1/c,EASI75,adult,16,dupilumab,placebo,RR,2.5,2.0,3.1,high,read,10.1/c,
            """,
    };

    public static ImmutableArray<TrialFile> Files { get; } = [.. Texts.Select(text => new TrialFile(text.Key, text.Value + "\n"))];

    /// <summary>The tables with one text in one file replaced, which must be there.</summary>
    public static ImmutableArray<TrialFile> With(string file, string text, string replacement) =>
    [
        .. Files.Select(one =>
        {
            if (one.Name != file) return one;
            Assert.Contains(text, one.Text, StringComparison.Ordinal);
            return one with { Text = one.Text.Replace(text, replacement, StringComparison.Ordinal) };
        }),
    ];

    public static TrialLibrary Read(IEnumerable<TrialFile> files)
    {
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(files, findings);
        Assert.Empty(findings);
        return library;
    }

    /// <summary>All that the reader, and where it is content the check, finds.</summary>
    public static string[] Findings(IEnumerable<TrialFile> files)
    {
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(files, findings);
        if (findings.Count == 0) findings.AddRange(TrialCheck.All(library));
        return [.. findings.Select(finding => finding.ToString())];
    }
}
