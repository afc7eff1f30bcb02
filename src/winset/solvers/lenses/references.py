"""Where the lenses are defined, in one line each."""

from __future__ import annotations

from typing import Final

STOLPER_SAMUELSON: Final = (
    "Stolper, W. F., and P. A. Samuelson (1941). Protection and Real Wages. Review of Economic "
    "Studies 9(1): 58-73."
)
JONES_1965: Final = (
    "Jones, R. W. (1965). The Structure of Simple General Equilibrium Models. Journal of Political "
    "Economy 73(6): 557-572."
)
ROGOWSKI_1987: Final = (
    "Rogowski, R. (1987). Political Cleavages and Changing Exposure to Trade. American Political "
    "Science Review 81(4): 1121-1137."
)
ROGOWSKI_1989: Final = (
    "Rogowski, R. (1989). Commerce and Coalitions: How Trade Affects Domestic Political "
    "Alignments. Princeton: Princeton University Press."
)
JONES_1971: Final = (
    "Jones, R. W. (1971). A Three-Factor Model in Theory, Trade, and History. In J. Bhagwati and "
    "others, eds., Trade, Balance of Payments and Growth. Amsterdam: North-Holland, 3-21."
)
ALT_GILLIGAN: Final = (
    "Alt, J. E., and M. Gilligan (1994). The Political Economy of Trading States: Factor "
    "Specificity, Collective Action Problems, and Domestic Political Institutions. Journal of "
    "Political Philosophy 2(2): 165-192."
)
ALLISON_HALPERIN: Final = (
    "Allison, G. T., and M. H. Halperin (1972). Bureaucratic Politics: A Paradigm and Some Policy "
    "Implications. World Politics 24(S1): 40-79."
)
BUENO_DE_MESQUITA: Final = (
    "Bueno de Mesquita, B., and F. N. Stokman, eds. (1994). European Community Decision Making: "
    "Models, Applications, and Comparisons. New Haven: Yale University Press."
)
VERNON: Final = (
    "Vernon, R., D. L. Spar and G. Tobin (1991). Iron Triangles and Revolving Doors: Cases in U.S. "
    "Foreign Economic Policymaking. New York: Praeger."
)
HECLO: Final = (
    "Heclo, H. (1978). Issue Networks and the Executive Establishment. In A. King, ed., The New "
    "American Political System. Washington: American Enterprise Institute, 87-124."
)
RHODES: Final = (
    "Marsh, D., and R. A. W. Rhodes, eds. (1992). Policy Networks in British Government. Oxford: "
    "Clarendon Press."
)
FREEMAN: Final = (
    "Freeman, L. C. (1978). Centrality in Social Networks: Conceptual Clarification. Social "
    "Networks 1(3): 215-239."
)
SABATIER: Final = (
    "Sabatier, P. A. (1988). An Advocacy Coalition Framework of Policy Change and the Role of "
    "Policy-Oriented Learning Therein. Policy Sciences 21(2-3): 129-168."
)
SABATIER_WEIBLE: Final = (
    "Sabatier, P. A., and C. M. Weible (2007). The Advocacy Coalition Framework: Innovations and "
    "Clarifications. In P. A. Sabatier, ed., Theories of the Policy Process, 2nd ed. Boulder: "
    "Westview, 189-220."
)
DEVIL_SHIFT: Final = (
    "Sabatier, P., S. Hunter and S. McLaughlin (1987). The Devil Shift: Perceptions and "
    "Misperceptions of Opponents. Western Political Quarterly 40(3): 449-476."
)
ADJUSTED_RAND: Final = (
    "Hubert, L., and P. Arabie (1985). Comparing Partitions. Journal of Classification 2(1): "
    "193-218."
)
HAGAN: Final = (
    "Hagan, J. D., P. P. Everts, H. Fukui and J. D. Stempel (2001). Foreign Policy by Coalition: "
    "Deadlock, Compromise, and Anarchy. International Studies Review 3(2): 169-216."
)
HERMANN: Final = (
    "Hermann, M. G. (2001). How Decision Units Shape Foreign Policy: A Theoretical Framework. "
    "International Studies Review 3(2): 47-81."
)
MILNER: Final = (
    "Milner, H. V. (1997). Interests, Institutions, and Information: Domestic Politics and "
    "International Relations. Princeton: Princeton University Press."
)
LOHMANN_OHALLORAN: Final = (
    "Lohmann, S., and S. O'Halloran (1994). Divided Government and U.S. Trade Policy: Theory and "
    "Evidence. International Organization 48(4): 595-632."
)
HOLMSTROM: Final = (
    "Holmstrom, B. (1984). On the Theory of Delegation. In M. Boyer and R. E. Kihlstrom, eds., "
    "Bayesian Models in Economic Theory. Amsterdam: North-Holland, 115-141."
)
COALITION_APPROACH: Final = (
    "A coalition approach to trade policymaking in the United States (2017). Revista Brasileira de "
    "Política Internacional 60(1), e010."
)
MAGEE: Final = (
    "Magee, S. P. (1978). Three Simple Tests of the Stolper-Samuelson Theorem. In P. Oppenheimer, "
    "ed., Issues in International Economics. London: Oriel Press, 138-153."
)
FRIEDEN_ROGOWSKI: Final = (
    "Frieden, J. A., and R. Rogowski (1996). The Impact of the International Economy on National "
    "Policies. In R. O. Keohane and H. V. Milner, eds., Internationalization and Domestic "
    "Politics. Cambridge: Cambridge University Press, 25-47."
)
