package postgres

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/store"
)

// certified is a server that answers to who asks for an encrypted connection with a
// certificate for the name kuvio.test, which is in the file too.
func certified(t *testing.T) (address, file string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	who := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"kuvio.test"}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, who, who, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "root.crt")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	return answering(t, 'S', func(c net.Conn) { _ = tls.Server(c, config).Handshake() }), file
}

// answering is a server whose answer to the wish for an encrypted connection is a byte.
func answering(t *testing.T, answer byte, then func(net.Conn)) string {
	t.Helper()
	return serving(t, func(c net.Conn) {
		if _, err := io.ReadFull(c, make([]byte, 8)); err != nil { // an SSLRequest
			return
		}
		if _, err := c.Write([]byte{answer}); err == nil {
			then(c)
		}
	})
}

// A certificate that is not accepted, and a server without encryption, are said to be that.
func TestTLSIsExplained(t *testing.T) {
	encrypted, root := certified(t)
	plain := answering(t, 'N', func(net.Conn) {})
	for _, test := range []struct{ at, query, want string }{
		{encrypted, "sslmode=verify-ca", "shows a certificate that sslmode does not accept (x509: certificate signed by unknown authority)"},
		{encrypted, "sslmode=verify-full", "shows a certificate that sslmode does not accept (x509: "},
		{encrypted, "sslmode=verify-full&sslrootcert=" + root, "shows a certificate that sslmode does not accept (x509: "},
		{plain, "sslmode=require", "takes no encrypted connection, as sslmode expects"},
	} {
		_, err := Read(context.Background(), store.Address("postgres://kuvio:secret@"+test.at+"/kuvio?"+test.query))
		if err = Explain(err); err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want it to say %q", test.query, err, test.want)
		}
	}
}
