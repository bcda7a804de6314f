// Asks veraPDF's library whether PDF files keep to PDF/UA-1. Tells what fails,
// one assertion a line, then how many were tried.
//
// The library's own reader of its rules wants JAXB, which is not with it: the
// rules are read here.

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;

class Standard {
    static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;
    static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";
    /** How many failures of one rule are told. */
    static final int TOLD = 20;

    public static void main(String[] paths) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        long tried = 0;
        for (var path : paths) {
            try (var file = new FileInputStream(path);
                    var parser = foundry.createParser(file, FLAVOUR);
                    var validator = foundry.createValidator(rules(), TOLD, false, false, false)) {
                var result = validator.validate(parser);
                for (var it : result.getTestAssertions()) {
                    System.out.println(number(it.getRuleId()) + ": " + it.getMessage()
                            + ", at " + it.getLocation().getContext());
                }
                tried += result.getTotalAssertions();
            }
        }
        System.out.println("assertions: " + tried);
    }

    static String number(RuleId id) {
        return id.getClause() + "-" + id.getTestNumber();
    }

    static ValidationProfile rules() throws Exception {
        var reader = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        var root = reader.parse(Profiles.class.getResourceAsStream(RULES)).getDocumentElement();
        Set<Rule> rules = new HashSet<>();
        for (var it : elements(root, "rule")) {
            rules.add(rule(it));
        }
        Set<Variable> variables = new HashSet<>();
        for (var it : elements(root, "variable")) {
            variables.add(Profiles.variableFromValues(it.getAttribute("name"),
                    it.getAttribute("object"), text(it, "defaultValue"), text(it, "value")));
        }
        var details = Profiles.profileDetailsFromValues("", "", "", new Date(0));
        return Profiles.profileFromValues(FLAVOUR, details, "", rules, variables);
    }

    static Rule rule(Element rule) {
        var id = elements(rule, "id").get(0);
        var number = Integer.parseInt(id.getAttribute("testNumber"));
        var deferred = rule.hasAttribute("deferred")
                ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(FLAVOUR.getPart(), id.getAttribute("clause"), number),
                rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()),
                new ArrayList<>());
    }

    static List<Element> elements(Element in, String name) {
        var found = in.getElementsByTagName(name);
        List<Element> out = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            out.add((Element) found.item(at));
        }
        return out;
    }

    static String text(Element in, String name) {
        return elements(in, name).get(0).getTextContent();
    }
}
