namespace Filaggrin.Evidence.Tests.Models;

public class BinomialArmCurveTests
{
    private const double Step = 0.3;

    public static MatrixTheoryData<(double, double), double> Arms => new([(0, 50), (1, 50), (4, 60), (30, 100), (100, 100), (363, 714), (3, 5000)], [0, 0.01, 0.3, 1, 3]);

    [Theory]
    [MemberData(nameof(Arms))]
    public void Values_are_those_of_brute_force((double Events, double Patients) arm, double sigma)
    {
        (double logOdds, _) = BinomialArmCurve.Approximate(arm.Events, arm.Patients);
        BinomialArmCurve curve = new(arm.Events, arm.Patients, sigma, logOdds, Step);
        for (int index = -8; index <= 8; index += 4)
        {
            (double[] value, _, _, int at) = curve.Range(index, index + 1);
            double expected = BinomialIntegral.Arm(arm.Events, arm.Patients, sigma, logOdds + index * Step);
            Assert.True(Math.Abs(value[at] - expected) < 2e-6, $"at {index}: expected {expected:R}, got {value[at]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Arms))]
    public void Derivatives_are_those_of_the_values((double Events, double Patients) arm, double sigma)
    {
        const double Near = 1e-3;
        (double logOdds, double variance) = BinomialArmCurve.Approximate(arm.Events, arm.Patients);
        BinomialArmCurve curve = new(arm.Events, arm.Patients, sigma, logOdds, Step);
        double scale = Math.Sqrt(variance + sigma * sigma);
        for (int index = -6; index <= 6; index += 3)
        {
            (_, double[] first, double[] second, int at) = curve.Range(index, index + 1);
            double s = logOdds + index * Step;
            double left = At(s - Near), middle = At(s), right = At(s + Near);
            double slope = (right - left) / (2 * Near), bend = (right - 2 * middle + left) / (Near * Near);
            Assert.True(Math.Abs(first[at] / Step - slope) * scale < 1e-4, $"first at {index}: expected {slope:R}, got {first[at] / Step:R}");
            Assert.True(Math.Abs(second[at] / Step / Step - bend) * scale * scale < 1e-4, $"second at {index}: expected {bend:R}, got {second[at] / Step / Step:R}");
        }

        double At(double s) => BinomialIntegral.Arm(arm.Events, arm.Patients, sigma, s);
    }

    [Fact]
    public void Events_and_their_absence_mirror_each_other()
    {
        (double[] value, double[] first, double[] second, int at) = new BinomialArmCurve(7, 40, 0.5, -1, Step).Range(0, 1);
        (double[] mirrored, double[] mirroredFirst, double[] mirroredSecond, int there) = new BinomialArmCurve(33, 40, 0.5, 1, Step).Range(0, 1);
        Assert.Equal(value[at], mirrored[there], 1e-6);
        Assert.Equal(first[at], -mirroredFirst[there], 1e-6);
        Assert.Equal(second[at], mirroredSecond[there], 1e-6);
    }

    [Fact]
    public void Order_of_asking_does_not_matter()
    {
        BinomialArmCurve outward = new(7, 40, 0.5, -1, Step), whole = new(7, 40, 0.5, -1, Step);
        outward.Range(0, 5);
        outward.Range(-300, -290);
        outward.Range(200, 210);
        (double[] value, _, _, int at) = outward.Range(-40, 40);
        (double[] expected, _, _, int there) = whole.Range(-40, 40);
        Assert.Equal(expected.AsSpan(there, 80), value.AsSpan(at, 80));
    }

    [Theory]
    [InlineData(-34)]
    [InlineData(-31)]
    [InlineData(30)]
    [InlineData(90)]
    public void The_first_question_can_be_anywhere(int index)
    {
        (double[] value, _, _, int at) = new BinomialArmCurve(7, 40, 0.5, -1, Step).Range(index, index + 5);
        (double[] expected, _, _, int there) = new BinomialArmCurve(7, 40, 0.5, -1 + index * Step, Step).Range(0, 5);
        for (int k = 0; k < 5; k++) Assert.Equal(expected[there + k], value[at + k], 1e-5);
    }
}
